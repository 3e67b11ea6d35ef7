//! The chosen agent's side: starting, delivering, giving up.

use crate::{Config, Error, Event, FailReason, Pallet, Task, TaskResult, TaskState, TimeoutCause};
use ainur_primitives::{is_cid, Did, TaskId};
use frame_support::{pallet_prelude::*, traits::Time};

impl<T: Config> Pallet<T> {
	/// The chosen agent and its owner. Every task past the match has them.
	pub(crate) fn chosen(task: &Task<T::AccountId>) -> Result<(Did, T::AccountId), DispatchError> {
		match (&task.agent, &task.owner) {
			(Some(agent), Some(owner)) => Ok((agent.clone(), owner.clone())),
			_ => Err(Error::<T>::WrongState.into()),
		}
	}

	/// The task `id` in one of `states`, and its agent, which must belong to `who`.
	fn task_of_owner(
		who: &T::AccountId,
		id: TaskId,
		states: &[TaskState],
	) -> Result<(Task<T::AccountId>, Did), DispatchError> {
		let task = Self::task_in(id, states)?;
		let (agent, owner) = Self::chosen(&task)?;
		ensure!(owner == *who, Error::<T>::NotAgentOwner);
		Ok((task, agent))
	}

	pub(crate) fn do_start(who: T::AccountId, id: TaskId) -> DispatchResult {
		let (task, agent) = Self::task_of_owner(&who, id, &[TaskState::Matched])?;
		Self::ensure_in_time(&task)?;
		let result_by = T::Time::now().saturating_add(task.timeout_ms);
		Self::advance(id, task, TaskState::Running, result_by);
		Self::deposit_event(Event::TaskStarted { task: id, agent, result_by });
		Ok(())
	}

	pub(crate) fn do_submit_result(who: T::AccountId, id: TaskId, result: TaskResult) -> DispatchResult {
		let (mut task, agent) = Self::task_of_owner(&who, id, &[TaskState::Running])?;
		Self::ensure_in_time(&task)?;
		ensure!(is_cid(&result.output_cid) && is_cid(&result.receipt_cid), Error::<T>::InvalidCid);
		let disputable_until = T::Time::now().saturating_add(task.dispute_window_ms);
		task.result = Some(result.clone());
		Self::advance(id, task, TaskState::Verifying, disputable_until);
		let TaskResult { output_cid, output_hash, receipt_cid, fuel } = result;
		Self::deposit_event(Event::ResultSubmitted {
			task: id,
			agent,
			output_cid,
			output_hash,
			receipt_cid,
			fuel,
			disputable_until,
		});
		Ok(())
	}

	pub(crate) fn do_fail(who: T::AccountId, id: TaskId, reason: FailReason) -> DispatchResult {
		let (task, _) = Self::task_of_owner(&who, id, &[TaskState::Matched, TaskState::Running])?;
		ensure!(core::str::from_utf8(&reason).is_ok(), Error::<T>::InvalidReason);
		Self::time_out(id, task, TimeoutCause::Reported, reason)
	}
}
