//! The time that deadlines follow. It is the time of blocks, less what a stall of the chain took from everybody: where
//! no block was made for long, the next one carries this clock on by [`Config::LongestStep`] at most. So nobody is
//! late, and no time to dispute passes unseen, because validators were away.
//!
//! There are no calls: the timestamp of each block moves the clock.
#![cfg_attr(not(feature = "std"), no_std)]

pub use pallet::*;

#[cfg(test)]
mod tests;

use ainur_primitives::Moment;
use frame_support::{
	dispatch::DispatchClass,
	traits::{Get, OnTimestampSet, Time},
};

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;

	/// What the pallet needs from the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The time of blocks.
		type Timestamp: Time<Moment = Moment>;

		/// How far one block carries the clock at most, in milliseconds; more than the time between two blocks while
		/// a few validators are missing.
		type LongestStep: Get<Moment>;
	}

	/// The pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// When the last block was made, in milliseconds; 0 before the first one.
	#[pallet::storage]
	pub type LastBlock<T: Config> = StorageValue<_, Moment, ValueQuery>;

	/// How far this clock is behind the time of blocks, in milliseconds: all the time that did not count. Never less
	/// than before.
	#[pallet::storage]
	pub type Stalled<T: Config> = StorageValue<_, Moment, ValueQuery>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// No block was made for long, and deadlines were moved by that.
		ClockStoodStill {
			/// The time that did not count, in milliseconds.
			ms: Moment,
			/// How far the clock is behind the time of blocks now, in milliseconds.
			stalled: Moment,
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
	/// The clock was not stopped for longer than there was time.
	#[cfg(any(feature = "std", feature = "try-runtime"))]
	pub fn do_try_state() -> Result<(), sp_runtime::TryRuntimeError> {
		frame_support::ensure!(Stalled::<T>::get() <= LastBlock::<T>::get(), "the clock is before the epoch");
		Ok(())
	}
}

impl<T: Config> Time for Pallet<T> {
	type Moment = Moment;

	fn now() -> Moment {
		T::Timestamp::now().saturating_sub(Stalled::<T>::get())
	}
}

impl<T: Config> OnTimestampSet<Moment> for Pallet<T> {
	/// Must come before whatever looks at this clock when the time of a block is set.
	fn on_timestamp_set(now: Moment) {
		let before = LastBlock::<T>::mutate(|last| core::mem::replace(last, now));
		let uncounted = now.saturating_sub(before).saturating_sub(T::LongestStep::get());
		// The first block follows no other.
		if before != 0 && uncounted > 0 {
			let stalled = Stalled::<T>::mutate(|stalled| {
				*stalled = stalled.saturating_add(uncounted);
				*stalled
			});
			Self::deposit_event(Event::ClockStoodStill { ms: uncounted, stalled });
		}
		frame_system::Pallet::<T>::register_extra_weight_unchecked(
			T::DbWeight::get().reads_writes(2, 2),
			DispatchClass::Mandatory,
		);
	}
}
