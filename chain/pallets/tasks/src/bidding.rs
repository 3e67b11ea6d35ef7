//! Placing bids and taking them back.

use crate::{funds::bond_for, Bid, Bids, Config, Error, Event, HoldReason, Pallet, Task, TaskState};
use ainur_primitives::{AgentRegistry, AgentView, Balance, Did, Reputation, TaskId, MIN_PRICE};
use frame_support::pallet_prelude::*;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_bid(owner: T::AccountId, id: TaskId, did: Did, price: Balance) -> DispatchResult {
		let task = Self::task_in(id, &[TaskState::Bidding])?;
		Self::ensure_in_time(&task)?;
		let agent = T::Agents::agent(&did).ok_or(Error::<T>::UnknownAgent)?;
		Self::ensure_suited(&task, &did, &owner, &agent, T::Reputation::score(&did))?;
		ensure!((MIN_PRICE..=task.budget).contains(&price), Error::<T>::PriceOutOfRange);

		let bond = bond_for(task.budget);
		let bid = Bid { agent: did.clone(), owner: owner.clone(), price, bond };
		if let Some(displaced) = Self::enlist(id, bid)? {
			Self::unlock(HoldReason::Bond, &displaced.owner, displaced.bond)?;
			Self::deposit_event(Event::BidRetracted {
				task: id,
				agent: displaced.agent,
				bond: displaced.bond,
				displaced_by: Some(did.clone()),
			});
		}
		Self::lock(HoldReason::Bond, &owner, bond)?;
		Self::deposit_event(Event::BidPlaced { task: id, agent: did, owner, price, bond });
		Ok(())
	}

	/// Whether an agent with the score `reputation` may do the task for `owner`. Asked when it bids and again when
	/// it is chosen.
	pub(crate) fn ensure_suited(
		task: &Task<T::AccountId>,
		did: &Did,
		owner: &T::AccountId,
		agent: &AgentView<T::AccountId>,
		reputation: i64,
	) -> DispatchResult {
		ensure!(agent.owner == *owner, Error::<T>::NotAgentOwner);
		ensure!(agent.active, Error::<T>::AgentNotActive);
		match &task.target {
			Some(target) => ensure!(target == did, Error::<T>::NotTheTarget),
			None => {
				ensure!(agent.capabilities.contains(&task.capability), Error::<T>::CapabilityNotOffered)
			}
		}
		ensure!(reputation >= task.min_reputation, Error::<T>::ReputationTooLow);
		Ok(())
	}

	/// Adds a bid to the list. In a full one it takes the place of the dearest, the latest of equals, which is
	/// returned; it must be cheaper than that one, so that nobody can keep others out with a list of dear bids.
	fn enlist(id: TaskId, bid: Bid<T::AccountId>) -> Result<Option<Bid<T::AccountId>>, DispatchError> {
		Bids::<T>::try_mutate(id, |bids| {
			ensure!(!bids.iter().any(|other| other.agent == bid.agent), Error::<T>::AlreadyBid);
			let Err(bid) = bids.try_push(bid) else { return Ok(None) };
			// The last of the largest ones.
			let dearest = bids.iter().enumerate().max_by_key(|(_, other)| other.price);
			let (at, _) =
				dearest.filter(|(_, other)| bid.price < other.price).ok_or(Error::<T>::TooManyBids)?;
			let displaced = bids.remove(at);
			bids.try_push(bid).map_err(|_| Error::<T>::TooManyBids)?;
			Ok(Some(displaced))
		})
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
		Self::deposit_event(Event::BidRetracted { task: id, agent: did, bond: bid.bond, displaced_by: None });
		Ok(())
	}
}
