//! The register as other pallets see it.

use crate::{AgentStatus, Agents, Config, Error, Pallet};
use ainur_primitives::{AgentRegistry, AgentView, Did};
use frame_support::{ensure, pallet_prelude::DispatchResult};

impl<T: Config> AgentRegistry<T::AccountId> for Pallet<T> {
	fn agent(did: &Did) -> Option<AgentView<T::AccountId>> {
		Agents::<T>::get(did).map(|agent| AgentView {
			active: agent.status == AgentStatus::Active,
			owner: agent.owner,
			capabilities: agent.capabilities,
		})
	}

	fn engage(did: &Did) -> DispatchResult {
		Agents::<T>::try_mutate(did, |slot| {
			let agent = slot.as_mut().ok_or(Error::<T>::UnknownAgent)?;
			ensure!(agent.status == AgentStatus::Active, Error::<T>::NotActive);
			agent.engaged = agent.engaged.checked_add(1).ok_or(Error::<T>::Overflow)?;
			Ok(())
		})
	}

	fn disengage(did: &Did) {
		Agents::<T>::mutate_extant(did, |agent| agent.engaged = agent.engaged.saturating_sub(1));
	}

	fn engaged() -> impl Iterator<Item = (Did, u32)> {
		Agents::<T>::iter().filter(|(_, agent)| agent.engaged > 0).map(|(did, agent)| (did, agent.engaged))
	}
}
