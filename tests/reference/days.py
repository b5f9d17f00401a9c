"""Days as plugin/docs/formats/days.md and rulebook.md tell them: periods, windows, sub-periods, working days.

Slow and plain on purpose: windows are pairs of first and last day, walked day by day."""
import datetime

DAY = datetime.timedelta(days=1)


def day(text):
    return datetime.date.fromisoformat(text) if text else None


def month_start(year, month):
    """The first of a month; months may run below 1 and above 12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return datetime.date(year, month, 1)


def months_window(year, month, count, begins_on=None):
    """`count` months from that one; with begins_on each begins on that day of the month before."""
    first, after = month_start(year, month), month_start(year, month + count)
    if begins_on:
        first = month_start(year, month - 1).replace(day=begins_on)
        after = month_start(year, month + count - 1).replace(day=begins_on)
    return first, after - DAY


def months_of(period):
    """Year, first month and number of months of 2025, 2025H1, 2025Q3, 2025-07."""
    year = int(period[:4])
    if "Q" in period:
        return year, int(period[-1]) * 3 - 2, 3
    if "H" in period:
        return year, int(period[-1]) * 6 - 5, 6
    if "-" in period:
        return year, int(period[-2:]), 1
    return year, 1, 12


def window(period, begins_on=None):
    return months_window(*months_of(period), begins_on)


EACH_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def longer_window(period, within, begins_on=None):
    """`within`: the half, the year, or the twelve months that end with the period; never past the period's end."""
    year, month, count = months_of(period)
    last = window(period, begins_on)[1]
    if within == "period":
        return window(period, begins_on)
    if within == "half":
        first = months_window(year, 1 if month < 7 else 7, 6, begins_on)[0]
    elif within == "year":
        first = months_window(year, 1, 12, begins_on)[0]
    else:
        first = months_window(year, month + count - 12, 12, begins_on)[0]
    return first, last


def each_day(first, last):
    while first <= last:
        yield first
        first += DAY


def thirds(first, last):
    """旬: 1 to 10, 11 to 20, 21 to the end of the month."""
    found, begun = [], first
    for one in each_day(first, last):
        if (one + DAY).day in (1, 11, 21):
            found.append((begun, one))
            begun = one + DAY
    return found


def sub_periods(period, each, begins_on=None):
    """Those a duty is due in: one longer than the period only where the period ends it."""
    first, last = window(period, begins_on)
    if each == "day":
        return [(one, one) for one in each_day(first, last)]
    if each == "week":
        return [(one - 6 * DAY, one) for one in each_day(first, last) if one.weekday() == 6]
    if each == "ten_days":
        return thirds(first, last)
    year, month, count = months_of(period)
    length = EACH_MONTHS[each]
    if length > count:
        ends = (month + count - 1) % length == 0
        return [months_window(year, month + count - length, length, begins_on)] if ends else []
    return [months_window(year, month + at, length, begins_on) for at in range(0, count, length)]


class WorkingDays:
    """Monday to Friday, but for the days off and worked of a calendar."""

    def __init__(self, off, worked):
        self.off, self.worked = set(off), set(worked)

    def is_worked(self, one):
        return one in self.worked or (one.weekday() < 5 and one not in self.off)

    def rolled(self, one):
        while not self.is_worked(one):
            one += DAY
        return one

    def after(self, one, count):
        """The count-th working day after that day."""
        while count:
            one += DAY
            count -= self.is_worked(one)
        return one

    def between(self, before, until):
        """Working days after `before`, up to `until`."""
        return sum(self.is_worked(one) for one in each_day(before + DAY, until))
