//! The record of how agents did their work, and the score made from it:
//! `completed * 10 - failed * 20 - disputed * 30 + value in AINU / 1000`.
//!
//! There are no calls: the pallet that settles tasks writes the record.
#![cfg_attr(not(feature = "std"), no_std)]

pub use pallet::*;

#[cfg(test)]
mod tests;

use ainur_primitives::{Balance, Did, Reputation, TaskId, AINU};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// What an agent did so far.
#[derive(
	Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen, Clone, Copy, Debug, Default, PartialEq, Eq,
)]
pub struct Record {
	/// Tasks done and paid.
	pub completed: u32,
	/// Tasks not started, not finished in time or given up.
	pub failed: u32,
	/// Disputes lost.
	pub disputed: u32,
	/// What the completed tasks were worth, in planck.
	pub value: Balance,
}

impl Record {
	/// The score. May be negative.
	pub fn score(&self) -> i64 {
		let value = i64::try_from(self.value / AINU / 1_000).unwrap_or(i64::MAX);
		// Three u32 times 30 at most cannot leave i64; only the value can.
		let counted =
			i64::from(self.completed) * 10 - i64::from(self.failed) * 20 - i64::from(self.disputed) * 30;
		counted.saturating_add(value)
	}
}

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// Agents with a record. An agent without an entry has the score 0.
	#[pallet::storage]
	pub type Records<T: Config> = StorageMap<_, Blake2_128Concat, Did, Record, ValueQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// `task` changed the record of `did`, which is now this. `value` is in planck.
		ScoreChanged {
			did: Did,
			task: TaskId,
			score: i64,
			completed: u32,
			failed: u32,
			disputed: u32,
			value: Balance,
		},
	}
}

impl<T: Config> Pallet<T> {
	fn change(did: &Did, task: TaskId, change: impl FnOnce(&mut Record)) {
		let record = Records::<T>::mutate(did, |record| {
			change(record);
			*record
		});
		let Record { completed, failed, disputed, value } = record;
		let score = record.score();
		Self::deposit_event(Event::ScoreChanged {
			did: did.clone(),
			task,
			score,
			completed,
			failed,
			disputed,
			value,
		});
	}
}

impl<T: Config> Reputation for Pallet<T> {
	fn score(did: &Did) -> i64 {
		Records::<T>::get(did).score()
	}

	fn completed(did: &Did, value: Balance, task: TaskId) {
		Self::change(did, task, |record| {
			record.completed = record.completed.saturating_add(1);
			record.value = record.value.saturating_add(value);
		});
	}

	fn failed(did: &Did, task: TaskId) {
		Self::change(did, task, |record| record.failed = record.failed.saturating_add(1));
	}

	fn disputed(did: &Did, task: TaskId) {
		Self::change(did, task, |record| record.disputed = record.disputed.saturating_add(1));
	}
}
