//! The time of a block that is made when somebody asks for it.

use sp_consensus_aura::{Slot, SlotDuration};
use sp_timestamp::Timestamp;

/// The start of the present slot, or of the one after the parent's where blocks are made faster than slots pass.
pub fn after(parent: Slot, now: Timestamp, slot: SlotDuration) -> Timestamp {
	let next = Slot::from_timestamp(now, slot).max(parent + 1u64);
	Timestamp::new(*next * slot.as_millis())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn slots_never_repeat() {
		let slot = SlotDuration::from_millis(3_000);
		let at = |parent: u64, now: u64| *after(parent.into(), now.into(), slot);
		assert_eq!(at(0, 10_500), 9_000);
		assert_eq!(at(3, 10_500), 12_000);
		assert_eq!(at(7, 10_500), 24_000);
	}

	#[test]
	fn slots_of_a_millisecond_follow_the_clock() {
		let slot = SlotDuration::from_millis(1);
		assert_eq!(*after(Slot::from(41), 1_000.into(), slot), 1_000);
		assert_eq!(*after(Slot::from(1_000), 1_000.into(), slot), 1_001);
	}
}
