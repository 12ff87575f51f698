//! When it is tried again to tell a webhook of something, and when it is taken for dead.

use chrono::TimeDelta;

/// What comes after each attempt that failed; about three days in all.
const PAUSES: [TimeDelta; 9] = [
    TimeDelta::minutes(1),
    TimeDelta::minutes(5),
    TimeDelta::minutes(30),
    TimeDelta::hours(2),
    TimeDelta::hours(5),
    TimeDelta::hours(10),
    TimeDelta::hours(15),
    TimeDelta::hours(20),
    TimeDelta::hours(20),
];

/// A webhook to which nothing got through for this long is paused.
pub const DEAD_AFTER: TimeDelta = TimeDelta::hours(48);

/// How long to wait after the nth failure, a tenth more or less as the dice say; `None` when it was the last try.
pub fn pause(failures: i32, dice: u8) -> Option<TimeDelta> {
    let before = usize::try_from(failures).ok()?.checked_sub(1)?;
    let whole = PAUSES.get(before)?.num_seconds();
    Some(TimeDelta::seconds(whole * (230 + i64::from(dice) * 51 / 255) / 255))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_tried_ten_times_over_about_three_days() {
        let waits: Vec<TimeDelta> = (1..).map_while(|failures| pause(failures, 128)).collect();
        assert_eq!(waits.len(), 9);
        assert!(waits.windows(2).all(|pair| pair[0] <= pair[1]), "{waits:?}");
        let all: TimeDelta = waits.iter().sum();
        assert!((70..=75).contains(&all.num_hours()), "{all}");
        assert_eq!((pause(0, 0), pause(-1, 0), pause(10, 0)), (None, None, None));
    }

    #[test]
    fn what_failed_together_does_not_come_back_together() {
        let seconds = |dice| pause(4, dice).unwrap().num_seconds();
        assert_eq!((seconds(0), seconds(255)), (6494, 7934));
        assert!(seconds(0) > 6000 && seconds(255) < 8000);
    }

    #[test]
    fn a_dead_webhook_is_paused_before_the_last_try() {
        let all: TimeDelta = (1..).map_while(|failures| pause(failures, 0)).sum();
        assert!(all > DEAD_AFTER);
    }
}
