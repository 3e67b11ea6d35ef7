//! Deadlines: every task that is not terminal has one, and it passes at the end of a block.

use crate::{
	deadline_key, Bids, Config, DeadlineKey, Deadlines, Error, Event, FailReason, FinalCause, Pallet, Task,
	TaskState, Tasks, TimeoutCause, WeightInfo, RETRY_MS,
};
use ainur_primitives::{Moment, TaskId};
use alloc::vec::Vec;
use frame_support::{pallet_prelude::*, storage::with_storage_layer, traits::Time};

/// Bids that can be closed in one block, in full lists of bids.
const FULL_LISTS_PER_BLOCK: u32 = 4;

impl<T: Config> Pallet<T> {
	/// When the next deadline of any task falls due.
	pub fn next_deadline() -> Option<Moment> {
		Deadlines::<T>::iter_keys().next().map(|(at, _)| Moment::from_be_bytes(at))
	}

	/// Gives a new task its first deadline.
	pub(crate) fn schedule(id: TaskId, at: Moment) {
		Deadlines::<T>::insert(deadline_key(at, id), ());
	}

	/// Moves a task to `state`, which ends at `deadline`, and stores it.
	pub(crate) fn advance(id: TaskId, mut task: Task<T::AccountId>, state: TaskState, deadline: Moment) {
		Deadlines::<T>::remove(deadline_key(task.deadline, id));
		Self::schedule(id, deadline);
		task.state = state;
		task.deadline = deadline;
		Tasks::<T>::insert(id, task);
	}

	/// Moves a task, whose money has been moved, to the terminal `state` and stores it.
	pub(crate) fn close(id: TaskId, mut task: Task<T::AccountId>, state: TaskState) {
		Deadlines::<T>::remove(deadline_key(task.deadline, id));
		task.state = state;
		task.escrow = 0;
		task.bond = 0;
		task.dispute_bond = 0;
		Tasks::<T>::insert(id, task);
	}

	/// Refuses a call that comes after the deadline of the task's state.
	pub(crate) fn ensure_in_time(task: &Task<T::AccountId>) -> DispatchResult {
		ensure!(T::Time::now() < task.deadline, Error::<T>::DeadlinePassed);
		Ok(())
	}

	/// Bids that can be closed in one block.
	fn closings_per_block() -> u32 {
		T::MaxBids::get().saturating_mul(FULL_LISTS_PER_BLOCK)
	}

	/// The weight of processing whatever may be due in this block. Its time is not known yet, so that every
	/// deadline counts.
	pub(crate) fn due_weight() -> Weight {
		let most = T::MaxDuePerBlock::get();
		let tasks = Deadlines::<T>::iter_keys().take(most as usize).count() as u32;
		let bids = tasks.saturating_mul(T::MaxBids::get()).min(Self::closings_per_block());
		T::WeightInfo::process_due(tasks, bids)
	}

	/// Processes what is due at `now` in the order of the deadlines, as far as the bounds of a block allow.
	/// Each task is processed in a storage layer of its own, so that one that fails changes nothing and
	/// does not hold up the others.
	pub(crate) fn process_due(now: Moment) {
		let due: Vec<DeadlineKey> = Deadlines::<T>::iter_keys()
			.take(T::MaxDuePerBlock::get() as usize)
			.take_while(|(at, _)| Moment::from_be_bytes(*at) <= now)
			.collect();
		let mut closings = Self::closings_per_block();
		for key in due {
			let id = TaskId::from_be_bytes(key.1);
			let bids = Bids::<T>::decode_len(id).unwrap_or(0) as u32;
			let Some(left) = closings.checked_sub(bids) else { break };
			closings = left;
			if let Err(error) = with_storage_layer(|| Self::pass_deadline(id, now)) {
				Self::postpone(key, now, error);
			}
		}
	}

	/// The deadline of a task has passed.
	fn pass_deadline(id: TaskId, now: Moment) -> DispatchResult {
		let task = Tasks::<T>::get(id).ok_or(Error::<T>::UnknownTask)?;
		match task.state {
			TaskState::Created => Self::open_bidding(id, task, now),
			TaskState::Bidding => Self::close_bidding(id, task, now),
			TaskState::Matched => Self::time_out(id, task, TimeoutCause::NotStarted, FailReason::default()),
			TaskState::Running => Self::time_out(id, task, TimeoutCause::NoResult, FailReason::default()),
			TaskState::Verifying => Self::pay(id, task, FinalCause::WindowPassed),
			TaskState::Disputed => Self::pay(id, task, FinalCause::ResolverSilent),
			TaskState::Finalized | TaskState::Cancelled | TaskState::NoBids | TaskState::TimedOut => {
				Err(Error::<T>::WrongState.into())
			}
		}
	}

	/// Tries a deadline that could not be processed again later. One that belongs to no open task is dropped.
	fn postpone(key: DeadlineKey, now: Moment, error: DispatchError) {
		let id = TaskId::from_be_bytes(key.1);
		Deadlines::<T>::remove(key);
		let Some(mut task) = Tasks::<T>::get(id).filter(|task| !task.state.is_terminal()) else { return };
		let retry_at = now.saturating_add(RETRY_MS);
		task.deadline = retry_at;
		Tasks::<T>::insert(id, task);
		Self::schedule(id, retry_at);
		Self::deposit_event(Event::SettlementPostponed { task: id, error, retry_at });
	}
}
