//! The ends of a task: who gets the escrow and the bonds.
//!
//! Every function here moves all the money that the task holds and makes it terminal. The owner's bond is
//! released before the owner is paid: see `funds.rs`.

use crate::{
	Config, Event, FailReason, FinalCause, HoldReason, Outcome, Pallet, Task, TaskState, TimeoutCause,
};
use ainur_primitives::{AgentRegistry, Did, Reputation, TaskId};
use frame_support::pallet_prelude::*;

impl<T: Config> Pallet<T> {
	/// Pays the agent, except for the protocol fee. The bond behind a dispute goes to the owner if the dispute
	/// was resolved for the agent, else back to the submitter.
	pub(crate) fn pay(id: TaskId, task: Task<T::AccountId>, cause: FinalCause) -> DispatchResult {
		let (agent, owner) = Self::chosen(&task)?;
		let submitter = &task.submitter;
		Self::unlock(HoldReason::Bond, &owner, task.bond)?;
		let lost = cause == FinalCause::Resolved;
		let (forfeited, receiver) = if lost { (task.dispute_bond, &owner) } else { (0, submitter) };
		Self::move_held(HoldReason::DisputeBond, submitter, receiver, task.dispute_bond)?;
		let fee = Self::fee_for(&task);
		let paid = task.escrow.saturating_sub(fee);
		Self::move_held(HoldReason::Escrow, submitter, &T::Treasury::get(), fee)?;
		Self::move_held(HoldReason::Escrow, submitter, &owner, paid)?;

		T::Agents::disengage(&agent);
		// Where nobody judged a disputed result, nobody knows whether it was good work.
		if cause != FinalCause::ResolverSilent && Self::counts(&task, &owner) {
			T::Reputation::completed(&agent, task.price, id);
		}
		Self::close(id, task, TaskState::Finalized);
		Self::deposit_event(Event::TaskFinalized {
			task: id,
			agent,
			owner,
			outcome: Outcome::Paid,
			cause,
			paid,
			fee,
			refunded: 0,
			slashed: 0,
			forfeited,
		});
		Ok(())
	}

	/// The agent lost the dispute: the submitter gets everything back, the agent's bond is slashed.
	pub(crate) fn refund_disputed(id: TaskId, task: Task<T::AccountId>) -> DispatchResult {
		Self::unlock(HoldReason::DisputeBond, &task.submitter, task.dispute_bond)?;
		let (agent, owner) = Self::refund_and_slash(&task)?;
		if Self::counts(&task, &owner) {
			T::Reputation::disputed(&agent, id);
		}
		let (refunded, slashed) = (task.escrow, task.bond);
		Self::close(id, task, TaskState::Finalized);
		Self::deposit_event(Event::TaskFinalized {
			task: id,
			agent,
			owner,
			outcome: Outcome::Refunded,
			cause: FinalCause::Resolved,
			paid: 0,
			fee: 0,
			refunded,
			slashed,
			forfeited: 0,
		});
		Ok(())
	}

	/// The agent failed: the submitter is refunded, the agent's bond is slashed.
	pub(crate) fn time_out(
		id: TaskId,
		task: Task<T::AccountId>,
		cause: TimeoutCause,
		reason: FailReason,
	) -> DispatchResult {
		let (agent, owner) = Self::refund_and_slash(&task)?;
		if Self::counts(&task, &owner) {
			T::Reputation::failed(&agent, id);
		}
		let (refunded, slashed) = (task.escrow, task.bond);
		Self::close(id, task, TaskState::TimedOut);
		Self::deposit_event(Event::TaskTimedOut { task: id, agent, owner, cause, reason, refunded, slashed });
		Ok(())
	}

	/// Nobody can do the task: the submitter is refunded. All bonds were given back already.
	pub(crate) fn close_unmatched(id: TaskId, task: Task<T::AccountId>) -> DispatchResult {
		let refunded = task.escrow;
		Self::unlock(HoldReason::Escrow, &task.submitter, refunded)?;
		Self::close(id, task, TaskState::NoBids);
		Self::deposit_event(Event::TaskUnmatched { task: id, refunded });
		Ok(())
	}

	/// Escrow to the submitter, the agent's bond to the treasury; the agent is free again.
	fn refund_and_slash(task: &Task<T::AccountId>) -> Result<(Did, T::AccountId), DispatchError> {
		let (agent, owner) = Self::chosen(task)?;
		Self::unlock(HoldReason::Escrow, &task.submitter, task.escrow)?;
		Self::move_held(HoldReason::Bond, &owner, &T::Treasury::get(), task.bond)?;
		T::Agents::disengage(&agent);
		Ok((agent, owner))
	}

	/// Whether the task moves its agent's reputation: nobody can earn one from themselves.
	fn counts(task: &Task<T::AccountId>, owner: &T::AccountId) -> bool {
		task.submitter != *owner
	}
}
