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

	/// What the pallet needs from the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {}

	/// The pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// Agents with a record. An agent without an entry has the score 0.
	#[pallet::storage]
	pub type Records<T: Config> = StorageMap<_, Blake2_128Concat, Did, Record, ValueQuery>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A task changed the record of an agent, which is now this.
		ScoreChanged {
			/// The agent.
			did: Did,
			/// The task.
			task: TaskId,
			/// The agent's score.
			score: i64,
			/// Tasks done and paid.
			completed: u32,
			/// Tasks not started, not finished in time or given up.
			failed: u32,
			/// Disputes lost.
			disputed: u32,
			/// What the completed tasks were worth, in planck.
			value: Balance,
		},
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<frame_system::pallet_prelude::BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(
			_: frame_system::pallet_prelude::BlockNumberFor<T>,
		) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Every record says something, and its value is the sum of as many prices as tasks were completed: each
	/// one at least a planck.
	#[cfg(any(feature = "std", feature = "try-runtime"))]
	pub fn do_try_state() -> Result<(), sp_runtime::TryRuntimeError> {
		for Record { completed, failed, disputed, value } in Records::<T>::iter_values() {
			frame_support::ensure!(completed > 0 || failed > 0 || disputed > 0, "a record of nothing");
			frame_support::ensure!(completed > 0 || value == 0, "a value without completed tasks");
			frame_support::ensure!(value >= Balance::from(completed), "a task was completed for nothing");
		}
		Ok(())
	}

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
