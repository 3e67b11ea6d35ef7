//! What must hold after every block.

use crate::{
	deadline_key, Bids, Config, Deadlines, HoldReason, NextTaskId, Pallet, Removals, Task, TaskState, Tasks,
};
use ainur_primitives::{AgentRegistry, Balance, Did, TaskId};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{ensure, traits::fungible::InspectHold};
use sp_runtime::TryRuntimeError;

/// What tasks hold in one account, in planck.
#[derive(Clone, Copy, Default)]
struct Held {
	escrow: Balance,
	bond: Balance,
	dispute_bond: Balance,
}

impl<T: Config> Pallet<T> {
	/// Checks that
	/// * every hold of every account is the sum of what tasks and bids hold there,
	/// * every open task has exactly one deadline, at the time it says, every terminal one exactly one removal,
	///   and nothing else has one,
	/// * every agent has as many tasks in progress as the register says,
	/// * every task has the money, the agent, the result and the bids that belong to its state,
	/// * task numbers are below the next one.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut holds = BTreeMap::<T::AccountId, Held>::new();
		let mut engaged = BTreeMap::<Did, u32>::new();
		let (mut open, mut over) = (0usize, 0usize);
		let next = NextTaskId::<T>::get();
		for (id, task) in Tasks::<T>::iter() {
			ensure!(id < next, "a task has a number that was not given out");
			Self::check_task(id, &task)?;
			open += usize::from(!task.state.is_terminal());
			over += usize::from(task.state.is_terminal());
			if let Some(agent) = task.agent.filter(|_| !task.state.is_terminal()) {
				*engaged.entry(agent).or_default() += 1;
			}
			let submitter = holds.entry(task.submitter.clone()).or_default();
			submitter.escrow += task.escrow;
			submitter.dispute_bond += task.dispute_bond;
			if let Some(owner) = task.owner {
				holds.entry(owner).or_default().bond += task.bond;
			}
		}
		ensure!(Deadlines::<T>::iter_keys().count() == open, "a deadline belongs to no open task");
		ensure!(Removals::<T>::iter_keys().count() == over, "a removal belongs to no terminal task");
		ensure!(
			T::Agents::engaged().collect::<BTreeMap<_, _>>() == engaged,
			"work in progress does not add up"
		);
		for (id, bids) in Bids::<T>::iter() {
			let task = Tasks::<T>::get(id).ok_or("bids on no task")?;
			ensure!(task.state == TaskState::Bidding, "bids outside of bidding");
			let agents: BTreeSet<_> = bids.iter().map(|bid| bid.agent.clone()).collect();
			ensure!(agents.len() == bids.len(), "an agent bid twice");
			for bid in bids {
				ensure!(bid.price > 0 && bid.price <= task.budget, "a bid's price is out of range");
				holds.entry(bid.owner).or_default().bond += bid.bond;
			}
		}
		for who in frame_system::Account::<T>::iter_keys() {
			let held = holds.remove(&who).unwrap_or_default();
			let on_hold = |reason: HoldReason| T::Currency::balance_on_hold(&reason.into(), &who);
			ensure!(on_hold(HoldReason::Escrow) == held.escrow, "escrow does not add up");
			ensure!(on_hold(HoldReason::Bond) == held.bond, "bonds do not add up");
			ensure!(on_hold(HoldReason::DisputeBond) == held.dispute_bond, "dispute bonds do not add up");
		}
		let nothing = |held: &Held| held.escrow == 0 && held.bond == 0 && held.dispute_bond == 0;
		ensure!(holds.values().all(nothing), "an account that does not exist has money in a task");
		Ok(())
	}

	fn check_task(id: TaskId, task: &Task<T::AccountId>) -> Result<(), TryRuntimeError> {
		use TaskState::*;
		let key = deadline_key(task.deadline, id);
		let over = task.state.is_terminal();
		ensure!(Deadlines::<T>::contains_key(key) != over, "open tasks have a deadline, terminal ones none");
		ensure!(Removals::<T>::contains_key(key) == over, "terminal tasks are removed, open ones are not");
		let escrow = match task.state {
			Created | Bidding => task.budget,
			Matched | Running | Verifying | Disputed => task.price,
			Finalized | Cancelled | NoBids | TimedOut => 0,
		};
		ensure!(task.escrow == escrow, "the escrow does not belong to the state");
		let working = matches!(task.state, Matched | Running | Verifying | Disputed);
		ensure!((task.bond > 0) == working, "there is a bond exactly from the match to the end");
		ensure!((task.dispute_bond > 0) == (task.state == Disputed), "a bond behind no dispute");
		let matched = working || matches!(task.state, Finalized | TimedOut);
		ensure!(task.agent.is_some() == matched, "there is an agent exactly after the match");
		ensure!(task.owner.is_some() == matched, "there is an owner exactly after the match");
		ensure!((task.price > 0) == matched, "there is a price exactly after the match");
		ensure!(task.price <= task.budget, "the price is above the budget");
		let delivered = matches!(task.state, Verifying | Disputed | Finalized);
		ensure!(task.result.is_some() == delivered, "there is a result exactly after delivery");
		Ok(())
	}
}
