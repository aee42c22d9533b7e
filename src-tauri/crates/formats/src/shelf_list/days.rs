//! The days of a list. The makers write the year first; a spreadsheet that wrote the list back has its country's
//! order, and only the days of the whole list can tell which.

use chrono::NaiveDate;

/// The order in which a list writes day and month, where the year stands last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

/// The order that these days have in common: a number beyond twelve is no month. `None` where none is, or where
/// they contradict each other.
pub(super) fn order<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Order> {
    let (mut day_first, mut month_first) = (false, false);
    for (one, two, _) in texts.filter_map(year_last) {
        day_first |= one > 12;
        month_first |= two > 12;
    }
    match (day_first, month_first) {
        (true, false) => Some(Order::DayFirst),
        (false, true) => Some(Order::MonthFirst),
        _ => None,
    }
}

/// "2024/03/09", "2024-3-9", "9.3.2024"; "09/03/2024" where the order is known or both numbers are one.
pub(super) fn day(text: &str, order: Option<Order>) -> Option<NaiveDate> {
    let [year, month, day] = numbers(text)?;
    if (1900..=9999).contains(&year) {
        return NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day);
    }
    let (one, two, year) = year_last(text)?;
    let order = match order {
        // Nobody writes points and the month first.
        _ if text.contains('.') => Order::DayFirst,
        None if one == two => Order::DayFirst,
        order => order?,
    };
    let (day, month) = if order == Order::DayFirst { (one, two) } else { (two, one) };
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Two numbers and a year of four digits or of two, which are those of this century.
fn year_last(text: &str) -> Option<(u32, u32, i32)> {
    let [one, two, year] = numbers(text)?;
    let year = if year < 100 { 2_000 + year } else { year };
    let is_day = (1..=31).contains(&one) && (1..=31).contains(&two) && (1900..=9999).contains(&year);
    is_day.then_some((one, two, i32::try_from(year).ok()?))
}

fn numbers(text: &str) -> Option<[u32; 3]> {
    let mut numbers = text.split(['/', '-', '.']).map(|number| number.trim().parse::<u32>().ok());
    let three = [numbers.next()??, numbers.next()??, numbers.next()??];
    numbers.next().is_none().then_some(three)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, day)
    }

    #[test]
    fn the_days_of_a_list_tell_their_order() {
        for (texts, order_told) in [
            (&["09/03/2021", "25/12/2021"][..], Some(Order::DayFirst)),
            (&["9/3/21", "12/25/21", ""], Some(Order::MonthFirst)),
            (&["09/03/2021", "2021/12/25", "soon"], None),
            (&["25/12/2021", "12/25/2021"], None),
        ] {
            assert_eq!(order(texts.iter().copied()), order_told, "{texts:?}");
        }
    }

    #[test]
    fn a_day_is_read_only_where_it_can_be_one_alone() {
        for (text, order, read) in [
            ("2021/03/09", None, on(2021, 3, 9)),
            ("2021-3-9", Some(Order::MonthFirst), on(2021, 3, 9)),
            ("09/03/2021", Some(Order::DayFirst), on(2021, 3, 9)),
            ("09/03/2021", Some(Order::MonthFirst), on(2021, 9, 3)),
            ("9/3/21", Some(Order::MonthFirst), on(2021, 9, 3)),
            ("9.3.2021", None, on(2021, 3, 9)),
            ("05/05/2021", None, on(2021, 5, 5)),
            ("09/03/2021", None, None),
            ("30/02/2021", Some(Order::DayFirst), None),
            ("March 2021", None, None),
            ("", None, None),
        ] {
            assert_eq!(day(text, order), read, "{text} {order:?}");
        }
    }
}
