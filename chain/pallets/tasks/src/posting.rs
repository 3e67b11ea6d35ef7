//! Posting and withdrawing tasks, opening bids.

use crate::{
	Bids, Config, Error, Event, HoldReason, NextTaskId, Pallet, PostParams, Task, TaskState, Tasks,
	MAX_BUDGET, MAX_TIMEOUT_MS, MAX_WINDOW_MS, MIN_BUDGET, MIN_TIMEOUT_MS,
};
use ainur_primitives::{is_capability, is_cid, is_title, AgentRegistry, Moment, TaskId};
use frame_support::{pallet_prelude::*, traits::Time};

impl<T: Config> Pallet<T> {
	/// The task `id`, if it is in one of `states`.
	pub(crate) fn task_in(id: TaskId, states: &[TaskState]) -> Result<Task<T::AccountId>, DispatchError> {
		let task = Tasks::<T>::get(id).ok_or(Error::<T>::UnknownTask)?;
		ensure!(states.contains(&task.state), Error::<T>::WrongState);
		Ok(task)
	}

	pub(crate) fn do_post(submitter: T::AccountId, params: PostParams) -> DispatchResult {
		Self::check_params(&params)?;
		let PostParams { title, capability, target, input_cid, budget, trust, min_reputation, .. } = params;
		let PostParams { opens_in_ms, bidding_ms, timeout_ms, dispute_window_ms, .. } = params;
		if let Some(did) = &target {
			ensure!(T::Agents::agent(did).is_some(), Error::<T>::UnknownAgent);
		}
		Self::lock(HoldReason::Escrow, &submitter, budget)?;

		let id = NextTaskId::<T>::mutate(|next| {
			let id = *next;
			// One task a nanosecond would take five hundred years to get here.
			*next = next.saturating_add(1);
			id
		});
		let bidding_opens = T::Time::now().saturating_add(opens_in_ms);
		let bidding_ends = bidding_opens.saturating_add(bidding_ms);
		// Without a delay there is nothing to wait for.
		let (state, deadline) = match opens_in_ms {
			0 => (TaskState::Bidding, bidding_ends),
			_ => (TaskState::Created, bidding_opens),
		};
		let task = Task {
			submitter: submitter.clone(),
			title: title.clone(),
			capability: capability.clone(),
			target: target.clone(),
			input_cid: input_cid.clone(),
			budget,
			escrow: budget,
			trust,
			min_reputation,
			state,
			bidding_opens,
			bidding_ends,
			timeout_ms,
			dispute_window_ms,
			deadline,
			agent: None,
			owner: None,
			price: 0,
			bond: 0,
			result: None,
			dispute_bond: 0,
			fee: T::ProtocolFee::get(),
		};
		Tasks::<T>::insert(id, task);
		Self::schedule(id, deadline);
		Self::deposit_event(Event::TaskCreated {
			task: id,
			submitter,
			title,
			capability,
			target,
			input_cid,
			budget,
			trust,
			min_reputation,
			bidding_opens,
			bidding_ends,
			timeout_ms,
			dispute_window_ms,
		});
		if state == TaskState::Bidding {
			Self::deposit_event(Event::BiddingOpened { task: id, ends: bidding_ends });
		}
		Ok(())
	}

	fn check_params(params: &PostParams) -> DispatchResult {
		ensure!(is_title(&params.title), Error::<T>::InvalidTitle);
		ensure!(is_capability(&params.capability), Error::<T>::InvalidCapability);
		ensure!(is_cid(&params.input_cid), Error::<T>::InvalidCid);
		ensure!((MIN_BUDGET..=MAX_BUDGET).contains(&params.budget), Error::<T>::BudgetOutOfRange);
		ensure!(params.opens_in_ms <= MAX_WINDOW_MS, Error::<T>::DelayOutOfRange);
		let bidding = T::MinBiddingMs::get()..=MAX_WINDOW_MS;
		ensure!(bidding.contains(&params.bidding_ms), Error::<T>::BiddingTimeOutOfRange);
		let timeout = MIN_TIMEOUT_MS..=MAX_TIMEOUT_MS;
		ensure!(timeout.contains(&params.timeout_ms), Error::<T>::TimeoutOutOfRange);
		let window = T::MinDisputeMs::get()..=MAX_WINDOW_MS;
		ensure!(window.contains(&params.dispute_window_ms), Error::<T>::DisputeWindowOutOfRange);
		Ok(())
	}

	/// Returns the number of bids that were given back.
	pub(crate) fn do_cancel(who: T::AccountId, id: TaskId) -> Result<u32, DispatchError> {
		let task = Self::task_in(id, &[TaskState::Created, TaskState::Bidding])?;
		ensure!(task.submitter == who, Error::<T>::NotSubmitter);
		// Once bidding has ended both sides are bound, even if the match waits for the next block.
		ensure!(
			task.state == TaskState::Created || T::Time::now() < task.deadline,
			Error::<T>::DeadlinePassed
		);
		let bids = Bids::<T>::take(id);
		for bid in &bids {
			Self::unlock(HoldReason::Bond, &bid.owner, bid.bond)?;
		}
		let refunded = task.escrow;
		Self::unlock(HoldReason::Escrow, &who, refunded)?;
		Self::close(id, task, TaskState::Cancelled);
		Self::deposit_event(Event::TaskCancelled { task: id, refunded });
		Ok(bids.len() as u32)
	}

	/// Opens bidding for the time that was asked for, counted from `now`: a block may come late.
	pub(crate) fn open_bidding(id: TaskId, mut task: Task<T::AccountId>, now: Moment) -> DispatchResult {
		let ends = now.saturating_add(task.bidding_ends.saturating_sub(task.bidding_opens));
		task.bidding_ends = ends;
		Self::advance(id, task, TaskState::Bidding, ends);
		Self::deposit_event(Event::BiddingOpened { task: id, ends });
		Ok(())
	}
}
