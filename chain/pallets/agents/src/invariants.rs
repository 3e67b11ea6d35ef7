//! What must hold after every block.

use crate::{AgentStatus, Agents, Config, HoldReason, Pallet};
use frame_support::{
	ensure,
	traits::{fungible::InspectHold, Get},
};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// What each owner has on hold for `Stake` is the sum of the stakes and unbonding parts of its agents, every
	/// agent that is not retired has the minimum, and a retired one has neither stake nor work.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		for (did, agent) in Agents::<T>::iter() {
			ensure!(ainur_primitives::is_valid_did(&did), "an agent has a bad name");
			match agent.status {
				AgentStatus::Retired => {
					ensure!(agent.stake == 0 && agent.engaged == 0, "a retired agent has stake or work")
				}
				_ => ensure!(agent.stake >= T::MinStake::get(), "an agent has less than the minimum stake"),
			}
			let sum = Agents::<T>::iter_values()
				.filter(|other| other.owner == agent.owner)
				.fold(0u128, |sum, other| sum.saturating_add(other.held()));
			let held = T::Currency::balance_on_hold(&HoldReason::Stake.into(), &agent.owner);
			ensure!(held == sum, "an owner's hold differs from the sum of its agents' stakes");
		}
		Ok(())
	}
}
