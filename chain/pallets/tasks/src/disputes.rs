//! The submitter's side once there is a result: accepting it, or disputing it before a resolver.

use crate::{
	funds::bond_for, Config, DisputeReason, Error, Event, FinalCause, HoldReason, Pallet, Party, TaskState,
};
use ainur_primitives::TaskId;
use frame_support::{pallet_prelude::*, traits::Time};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_accept(who: T::AccountId, id: TaskId) -> DispatchResult {
		let task = Self::task_in(id, &[TaskState::Verifying])?;
		ensure!(task.submitter == who, Error::<T>::NotSubmitter);
		Self::pay(id, task, FinalCause::Accepted)
	}

	pub(crate) fn do_dispute(who: T::AccountId, id: TaskId, reason: DisputeReason) -> DispatchResult {
		let mut task = Self::task_in(id, &[TaskState::Verifying])?;
		ensure!(task.submitter == who, Error::<T>::NotSubmitter);
		Self::ensure_in_time(&task)?;
		ensure!(ainur_primitives::is_plain_text(&reason), Error::<T>::InvalidReason);
		let bond = bond_for(task.price);
		Self::lock(HoldReason::DisputeBond, &who, bond)?;
		task.dispute_bond = bond;
		let resolve_by = T::Time::now().saturating_add(T::ResolutionMs::get());
		Self::advance(id, task, TaskState::Disputed, resolve_by);
		Self::deposit_event(Event::TaskDisputed { task: id, reason, bond, resolve_by });
		Ok(())
	}

	/// The resolver may still decide in the block in which the deadline passes: any decision is better than
	/// none.
	pub(crate) fn do_resolve(id: TaskId, in_favour_of: Party) -> DispatchResult {
		let task = Self::task_in(id, &[TaskState::Disputed])?;
		Self::deposit_event(Event::DisputeResolved { task: id, in_favour_of });
		match in_favour_of {
			Party::Agent => Self::pay(id, task, FinalCause::Resolved),
			Party::Submitter => Self::refund_disputed(id, task),
		}
	}
}
