//! Placing bids and taking them back.

use crate::{funds::bond_for, Bid, Bids, Config, Error, Event, HoldReason, Pallet, TaskState};
use ainur_primitives::{AgentRegistry, Balance, Did, Reputation, TaskId};
use frame_support::pallet_prelude::*;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_bid(owner: T::AccountId, id: TaskId, did: Did, price: Balance) -> DispatchResult {
		let task = Self::task_in(id, &[TaskState::Bidding])?;
		Self::ensure_in_time(&task)?;
		let agent = T::Agents::agent(&did).ok_or(Error::<T>::UnknownAgent)?;
		ensure!(agent.owner == owner, Error::<T>::NotAgentOwner);
		ensure!(agent.active, Error::<T>::AgentNotActive);
		match &task.target {
			Some(target) => ensure!(*target == did, Error::<T>::NotTheTarget),
			None => {
				ensure!(agent.capabilities.contains(&task.capability), Error::<T>::CapabilityNotOffered)
			}
		}
		ensure!(T::Reputation::score(&did) >= task.min_reputation, Error::<T>::ReputationTooLow);
		ensure!(price > 0 && price <= task.budget, Error::<T>::PriceOutOfRange);

		let bond = bond_for(price);
		Bids::<T>::try_mutate(id, |bids| -> DispatchResult {
			ensure!(!bids.iter().any(|bid| bid.agent == did), Error::<T>::AlreadyBid);
			bids.try_push(Bid { agent: did.clone(), owner: owner.clone(), price, bond })
				.map_err(|_| Error::<T>::TooManyBids)?;
			Ok(())
		})?;
		Self::lock(HoldReason::Bond, &owner, bond)?;
		Self::deposit_event(Event::BidPlaced { task: id, agent: did, owner, price, bond });
		Ok(())
	}

	pub(crate) fn do_retract_bid(owner: T::AccountId, id: TaskId, did: Did) -> DispatchResult {
		let task = Self::task_in(id, &[TaskState::Bidding])?;
		Self::ensure_in_time(&task)?;
		let bid = Bids::<T>::try_mutate(id, |bids| {
			let at = bids.iter().position(|bid| bid.agent == did).ok_or(Error::<T>::NoSuchBid)?;
			ensure!(bids[at].owner == owner, Error::<T>::NotAgentOwner);
			// Keeps the order of the others, which breaks ties.
			Ok::<_, DispatchError>(bids.remove(at))
		})?;
		Self::unlock(HoldReason::Bond, &owner, bid.bond)?;
		Self::deposit_event(Event::BidRetracted { task: id, agent: did, bond: bid.bond });
		Ok(())
	}
}
