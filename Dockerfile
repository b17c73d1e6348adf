# How to build and run it: docs/deploy.md.
FROM python:3.13-slim AS build
COPY requirements-run.lock /
RUN python -m venv --without-pip /libraries \
    && python -m pip --python /libraries/bin/python install --no-cache-dir --disable-pip-version-check \
        --only-binary :all: --require-hashes -r /requirements-run.lock
COPY main.py /app/
COPY bot /app/bot
COPY knowledge /app/knowledge
COPY deploy/healthcheck.py /app/deploy/
# The file system of the container is read-only: what Python would keep there is made now.
RUN python -m compileall -q --invalidation-mode unchecked-hash /app/main.py /app/bot /app/deploy \
    && mkdir -m 700 /data

FROM python:3.13-slim
ENV PATH="/libraries/bin:$PATH" \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PYTHONUTF8=1 \
    MALLOC_ARENA_MAX=1 \
    MALLOC_MMAP_THRESHOLD_=65536 \
    DATABASE_URL=sqlite:////data/bot.sqlite3 \
    CACHE_DIR=/data/cache \
    KNOWLEDGE_DIR=/app/knowledge \
    HOST=0.0.0.0 \
    PORT=8080 \
    LOG_FORMAT=json
COPY --from=build /libraries /libraries
COPY --from=build /app /app
COPY --from=build --chown=10001:10001 /data /data
WORKDIR /app
# A number, so that a cluster can see that it is not root; it has no name, no home and no shell.
USER 10001:10001
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=90s --retries=3 CMD ["python", "/app/deploy/healthcheck.py"]
ENTRYPOINT ["python", "/app/main.py"]
CMD ["run"]
