//! What is at stake, and how it becomes free again.

use crate::{Agents, Config, Error, Event, HoldReason, Pallet, Unlock};
use ainur_primitives::{Balance, Did};
use frame_support::{
	ensure,
	pallet_prelude::{DispatchError, DispatchResult},
	traits::{fungible::MutateHold, tokens::Precision, Get, Time},
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_add_stake(owner: T::AccountId, did: Did, amount: Balance) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let stake = Self::mutate(&owner, &did, |agent| {
			agent.stake = agent.stake.checked_add(amount).ok_or(Error::<T>::Overflow)?;
			T::Currency::hold(&HoldReason::Stake.into(), &owner, amount)?;
			Ok(agent.stake)
		})?;
		Self::deposit_event(Event::StakeAdded { did, amount, stake });
		Ok(())
	}

	pub(crate) fn do_unstake(owner: T::AccountId, did: Did, amount: Balance) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let available_at = T::Time::now().saturating_add(T::UnbondingMs::get());
		let stake = Self::mutate(&owner, &did, |agent| {
			let left = agent.stake.checked_sub(amount).ok_or(Error::<T>::StakeTooLow)?;
			ensure!(left >= T::MinStake::get(), Error::<T>::StakeTooLow);
			let chunk = Unlock { amount, at: available_at };
			agent.unlocking.try_push(chunk).map_err(|_| Error::<T>::TooManyUnlocking)?;
			agent.stake = left;
			Ok(left)
		})?;
		Self::deposit_event(Event::StakeUnbonding { did, amount, stake, available_at });
		Ok(())
	}

	pub(crate) fn do_withdraw_unbonded(owner: T::AccountId, did: Did) -> DispatchResult {
		let now = T::Time::now();
		let amount = Agents::<T>::try_mutate(&did, |slot| {
			let agent = slot.as_mut().ok_or(Error::<T>::UnknownAgent)?;
			ensure!(agent.owner == owner, Error::<T>::NotOwner);
			let before = agent.held();
			agent.unlocking.retain(|chunk| chunk.at > now);
			let amount = before.saturating_sub(agent.held());
			ensure!(amount > 0, Error::<T>::NothingToWithdraw);
			T::Currency::release(&HoldReason::Stake.into(), &owner, amount, Precision::Exact)?;
			Ok::<_, DispatchError>(amount)
		})?;
		Self::deposit_event(Event::StakeWithdrawn { did, amount });
		Ok(())
	}
}
