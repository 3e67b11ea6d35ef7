//! What must hold after every block.

use crate::{AgentStatus, Agents, Config, HoldReason, Pallet};
use ainur_primitives::Balance;
use alloc::collections::BTreeMap;
use frame_support::{
	ensure,
	traits::{fungible::InspectHold, Get},
};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// What every account has on hold for `Stake` is the sum of the stakes and unbonding parts of its agents, every
	/// agent that is not retired has the minimum, and a retired one has neither stake nor work.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut stakes = BTreeMap::<T::AccountId, Balance>::new();
		for (did, agent) in Agents::<T>::iter() {
			ensure!(ainur_primitives::is_valid_did(&did), "an agent has a bad name");
			match agent.status {
				AgentStatus::Retired => {
					ensure!(agent.stake == 0 && agent.engaged == 0, "a retired agent has stake or work")
				}
				_ => ensure!(agent.stake >= T::MinStake::get(), "an agent has less than the minimum stake"),
			}
			let held = agent.held();
			let sum = stakes.entry(agent.owner).or_default();
			*sum = sum.saturating_add(held);
		}
		for who in frame_system::Account::<T>::iter_keys() {
			let held = T::Currency::balance_on_hold(&HoldReason::Stake.into(), &who);
			let sum = stakes.remove(&who).unwrap_or_default();
			ensure!(held == sum, "an account's hold differs from the sum of its agents' stakes");
		}
		ensure!(
			stakes.values().all(|sum| *sum == 0),
			"an agent's stake is in an account that does not exist"
		);
		Ok(())
	}
}
