//! Deadlines: every task that is not terminal has one, and it passes at the end of a block. Terminal tasks wait in
//! a queue of their own until they are removed: clients ask for the next deadline, and nobody waits for a removal.
//!
//! What is due is processed in the order of time, for at most [`Config::MaxDueWeight`] in a block. Nobody can make
//! more of it than that: a call is charged for what it makes happen later (see `weights.rs`).

use crate::{
	deadline_key, Bids, Config, DeadlineKey, Deadlines, Error, Event, FailReason, FinalCause, Pallet,
	Removals, Task, TaskState, Tasks, TimeoutCause, WeightInfo, RETRY_MS,
};
use ainur_primitives::{Moment, TaskId};
use alloc::vec::Vec;
use frame_support::{
	dispatch::DispatchClass,
	pallet_prelude::*,
	storage::with_storage_layer,
	traits::{OnTimestampSet, Time},
};

impl<T: Config> Pallet<T> {
	/// When the next deadline of any open task falls due.
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

	/// Moves a task, whose money has been moved, to the terminal `state` and stores it until its removal.
	pub(crate) fn close(id: TaskId, mut task: Task<T::AccountId>, state: TaskState) {
		Deadlines::<T>::remove(deadline_key(task.deadline, id));
		task.state = state;
		task.escrow = 0;
		task.bond = 0;
		task.dispute_bond = 0;
		Self::retain(id, task);
	}

	/// Stores a terminal task and when it is removed.
	pub(crate) fn retain(id: TaskId, mut task: Task<T::AccountId>) {
		task.deadline = T::Time::now().saturating_add(T::RetentionMs::get());
		Removals::<T>::insert(deadline_key(task.deadline, id), ());
		Tasks::<T>::insert(id, task);
	}

	/// Refuses a call that comes after the deadline of the task's state.
	pub(crate) fn ensure_in_time(task: &Task<T::AccountId>) -> DispatchResult {
		ensure!(T::Time::now() < task.deadline, Error::<T>::DeadlinePassed);
		Ok(())
	}

	/// What is due at `now`, in the order of the deadlines and then of the removals, as far as a block has room
	/// for it, and the weight of that. Stops at the first one that does not fit: it is the first in the next block.
	fn due(now: Moment) -> (Vec<DeadlineKey>, Weight) {
		let room = T::MaxDueWeight::get();
		let (mut due, mut weight) = (Vec::new(), T::WeightInfo::look_for_due());
		let is_due = |(at, _): &DeadlineKey| Moment::from_be_bytes(*at) <= now;
		let deadlines = Deadlines::<T>::iter_keys().take_while(is_due);
		for key in deadlines.chain(Removals::<T>::iter_keys().take_while(is_due)) {
			let more = weight.saturating_add(Self::weight_of(TaskId::from_be_bytes(key.1)));
			if more.any_gt(room) {
				return (due, room);
			}
			weight = more;
			due.push(key);
		}
		(due, weight)
	}

	/// The weight of the passing of a task's deadline as the task is now.
	fn weight_of(id: TaskId) -> Weight {
		match Tasks::<T>::get(id).map(|task| task.state) {
			Some(TaskState::Created) => T::WeightInfo::open_bidding(),
			Some(TaskState::Bidding) => {
				T::WeightInfo::close_bidding(Bids::<T>::decode_len(id).unwrap_or(0) as u32)
			}
			Some(TaskState::Matched | TaskState::Running) => T::WeightInfo::time_out(),
			Some(TaskState::Verifying | TaskState::Disputed) => T::WeightInfo::pay(),
			Some(TaskState::Finalized | TaskState::Cancelled | TaskState::NoBids | TaskState::TimedOut)
			| None => T::WeightInfo::remove(),
		}
	}

	/// The weight of whatever can happen to one task when its deadline passes.
	pub(crate) fn heaviest_passing() -> Weight {
		let closing = T::WeightInfo::close_bidding(T::MaxBids::get());
		closing.max(T::WeightInfo::pay()).max(T::WeightInfo::time_out())
	}

	/// Processes what is due at `now` as far as a block has room for it. Each task is processed in a storage layer
	/// of its own, so that one that fails changes nothing and does not hold up the others.
	pub(crate) fn process_due(now: Moment) {
		let (due, _) = Self::due(now);
		for key in due {
			let id = TaskId::from_be_bytes(key.1);
			if let Err(error) = with_storage_layer(|| Self::pass_deadline(id, now)) {
				Self::postpone(key, now, error);
			}
		}
	}

	/// Does at once what the end of a block would do about a task that is due. Returns its weight.
	pub(crate) fn do_settle(id: TaskId) -> Result<Weight, DispatchError> {
		let weight = Self::weight_of(id);
		Self::pass_deadline(id, T::Time::now())?;
		Ok(weight)
	}

	/// The deadline of a task has passed.
	fn pass_deadline(id: TaskId, now: Moment) -> DispatchResult {
		let task = Tasks::<T>::get(id).ok_or(Error::<T>::UnknownTask)?;
		ensure!(task.deadline <= now, Error::<T>::NothingDue);
		match task.state {
			TaskState::Created => Self::open_bidding(id, task, now),
			TaskState::Bidding => Self::close_bidding(id, task, now),
			TaskState::Matched => Self::time_out(id, task, TimeoutCause::NotStarted, FailReason::default()),
			TaskState::Running => Self::time_out(id, task, TimeoutCause::NoResult, FailReason::default()),
			TaskState::Verifying => Self::pay(id, task, FinalCause::WindowPassed),
			TaskState::Disputed => Self::pay(id, task, FinalCause::ResolverSilent),
			TaskState::Finalized | TaskState::Cancelled | TaskState::NoBids | TaskState::TimedOut => {
				Self::forget(id, &task);
				Ok(())
			}
		}
	}

	/// Removes a terminal task from storage: it holds no money, and its story is in the events.
	fn forget(id: TaskId, task: &Task<T::AccountId>) {
		Removals::<T>::remove(deadline_key(task.deadline, id));
		Tasks::<T>::remove(id);
		Self::deposit_event(Event::TaskRemoved { task: id });
	}

	/// Tries a deadline that could not be processed again later. One that belongs to no open task is dropped.
	fn postpone(key: DeadlineKey, now: Moment, error: DispatchError) {
		let id = TaskId::from_be_bytes(key.1);
		Deadlines::<T>::remove(key);
		Removals::<T>::remove(key);
		let Some(mut task) = Tasks::<T>::get(id).filter(|task| !task.state.is_terminal()) else { return };
		let retry_at = now.saturating_add(RETRY_MS);
		task.deadline = retry_at;
		Tasks::<T>::insert(id, task);
		Self::schedule(id, retry_at);
		Self::deposit_event(Event::SettlementPostponed { task: id, error, retry_at });
	}
}

impl<T: Config> OnTimestampSet<Moment> for Pallet<T> {
	/// Reserves the weight of what the end of this block will do, now that its time is known.
	fn on_timestamp_set(_: Moment) {
		let (_, weight) = Self::due(T::Time::now());
		frame_system::Pallet::<T>::register_extra_weight_unchecked(weight, DispatchClass::Mandatory);
	}
}
