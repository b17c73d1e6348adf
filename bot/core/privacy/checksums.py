"""Which runs of digits are what they look like."""

from operator import mul

from stdnum import luhn

_WEIGHTS = (range(1, 12), (*range(3, 12), 1, 2))


def is_iin(digits: str) -> bool:
    """Whether twelve digits are an IIN or a BIN: the control digit is right and the front is a day or a month.

    >>> is_iin("900101300126"), is_iin("971240001315"), is_iin("900101300123"), is_iin("901301300121")
    (True, True, False, False)
    """
    if len(digits) != 12 or not "01" <= digits[2:4] <= "12":
        return False
    person = "01" <= digits[4:6] <= "31" and digits[6] <= "6"
    organisation = "4" <= digits[4] <= "6"
    return (person or organisation) and digits[11] == iin_control(digits)


def iin_control(digits: str) -> str | None:
    """The twelfth digit that belongs to the first eleven; none for eleven that are never given out.

    >>> iin_control("90010130012")
    '6'
    """
    for weights in _WEIGHTS:
        control = sum(map(mul, map(int, digits), weights)) % 11
        if control < 10:
            return str(control)
    return None


def is_card(digits: str) -> bool:
    """Whether 13 to 19 digits have the control digit of a bank card.

    >>> is_card("4111111111111111"), is_card("4111111111111112")
    (True, False)
    """
    return 13 <= len(digits) <= 19 and luhn.is_valid(digits)
