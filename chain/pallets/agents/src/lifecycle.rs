//! From registration to retirement.

use crate::{Agent, AgentStatus, Agents, Config, Error, Event, HoldReason, Pallet, Unlock, Unlocking};
use ainur_primitives::{is_capability, is_cid, Balance, Capabilities, Cid, Did, MIN_PRICE};
use frame_support::{
	ensure,
	pallet_prelude::{DispatchError, DispatchResult},
	traits::{fungible::MutateHold, Get, Time},
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register(
		owner: T::AccountId,
		did: Did,
		capabilities: Capabilities,
		price: Balance,
		manifest_cid: Cid,
		stake: Balance,
	) -> DispatchResult {
		ensure!(ainur_primitives::is_valid_did(&did), Error::<T>::BadDid);
		Self::ensure_capabilities(&capabilities)?;
		Self::ensure_cid(&manifest_cid)?;
		Self::ensure_price(price)?;
		ensure!(stake >= T::MinStake::get(), Error::<T>::StakeTooLow);
		let unlocking = match Agents::<T>::get(&did) {
			Some(old) => {
				let free = old.status == AgentStatus::Retired && old.owner == owner;
				ensure!(free, Error::<T>::AlreadyRegistered);
				old.unlocking
			}
			None => Unlocking::default(),
		};
		T::Currency::hold(&HoldReason::Stake.into(), &owner, stake)?;
		let agent = Agent {
			owner: owner.clone(),
			status: AgentStatus::Active,
			capabilities: capabilities.clone(),
			price,
			manifest_cid: manifest_cid.clone(),
			stake,
			unlocking,
			engaged: 0,
			registered_at: T::Time::now(),
		};
		Agents::<T>::insert(&did, agent);
		Self::deposit_event(Event::AgentRegistered { did, owner, capabilities, price, manifest_cid, stake });
		Ok(())
	}

	pub(crate) fn do_update(
		owner: T::AccountId,
		did: Did,
		capabilities: Option<Capabilities>,
		price: Option<Balance>,
		manifest_cid: Option<Cid>,
	) -> DispatchResult {
		let agent = Self::mutate(&owner, &did, |agent| {
			if let Some(capabilities) = capabilities {
				Self::ensure_capabilities(&capabilities)?;
				agent.capabilities = capabilities;
			}
			if let Some(cid) = manifest_cid {
				Self::ensure_cid(&cid)?;
				agent.manifest_cid = cid;
			}
			if let Some(price) = price {
				Self::ensure_price(price)?;
				agent.price = price;
			}
			Ok(agent.clone())
		})?;
		let Agent { capabilities, price, manifest_cid, .. } = agent;
		Self::deposit_event(Event::AgentUpdated { did, capabilities, price, manifest_cid });
		Ok(())
	}

	pub(crate) fn do_pause(owner: T::AccountId, did: Did) -> DispatchResult {
		Self::mutate(&owner, &did, |agent| {
			ensure!(agent.status == AgentStatus::Active, Error::<T>::NotActive);
			agent.status = AgentStatus::Paused;
			Ok(())
		})?;
		Self::deposit_event(Event::AgentPaused { did });
		Ok(())
	}

	pub(crate) fn do_resume(owner: T::AccountId, did: Did) -> DispatchResult {
		Self::mutate(&owner, &did, |agent| {
			ensure!(agent.status == AgentStatus::Paused, Error::<T>::NotPaused);
			agent.status = AgentStatus::Active;
			Ok(())
		})?;
		Self::deposit_event(Event::AgentResumed { did });
		Ok(())
	}

	pub(crate) fn do_deregister(owner: T::AccountId, did: Did) -> DispatchResult {
		let mut available_at = T::Time::now().saturating_add(T::UnbondingMs::get());
		let amount = Self::mutate(&owner, &did, |agent| {
			ensure!(agent.engaged == 0, Error::<T>::TaskInProgress);
			let amount = core::mem::take(&mut agent.stake);
			let chunk = Unlock { amount, at: available_at };
			// With a full list the stake joins the last part: leaving must not depend on free slots.
			if let Err(chunk) = agent.unlocking.try_push(chunk).map_err(|_| chunk) {
				let last = agent.unlocking.last_mut().ok_or(Error::<T>::TooManyUnlocking)?;
				last.amount = last.amount.checked_add(chunk.amount).ok_or(Error::<T>::Overflow)?;
				last.at = last.at.max(chunk.at);
				available_at = last.at;
			}
			agent.status = AgentStatus::Retired;
			Ok(amount)
		})?;
		Self::deposit_event(Event::StakeUnbonding { did: did.clone(), amount, stake: 0, available_at });
		Self::deposit_event(Event::AgentDeregistered { did });
		Ok(())
	}

	/// Changes an agent that `owner` owns and that is not retired; keeps nothing if `change` fails.
	pub(crate) fn mutate<R>(
		owner: &T::AccountId,
		did: &Did,
		change: impl FnOnce(&mut Agent<T::AccountId>) -> Result<R, DispatchError>,
	) -> Result<R, DispatchError> {
		Agents::<T>::try_mutate(did, |slot| {
			let agent = slot.as_mut().ok_or(Error::<T>::UnknownAgent)?;
			ensure!(agent.owner == *owner, Error::<T>::NotOwner);
			ensure!(agent.status != AgentStatus::Retired, Error::<T>::Retired);
			change(agent)
		})
	}

	fn ensure_capabilities(capabilities: &Capabilities) -> DispatchResult {
		let each_good = capabilities.iter().enumerate().all(|(index, capability)| {
			is_capability(capability) && !capabilities.iter().take(index).any(|earlier| earlier == capability)
		});
		ensure!(!capabilities.is_empty() && each_good, Error::<T>::BadCapabilities);
		Ok(())
	}

	fn ensure_cid(cid: &Cid) -> DispatchResult {
		ensure!(is_cid(cid), Error::<T>::BadManifestCid);
		Ok(())
	}

	fn ensure_price(price: Balance) -> DispatchResult {
		ensure!(price >= MIN_PRICE, Error::<T>::PriceTooLow);
		Ok(())
	}
}
