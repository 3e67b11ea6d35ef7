//! Choosing a bid when bidding ends.
//!
//! The score of a bid is the mean of a price score, the lowest price divided by the bid's price, and a
//! reputation score, the agent's reputation divided by the highest one. All are whole parts per billion,
//! rounded down, so that everyone computes the same ranking. The first of equal bids wins.

use crate::{Bid, Bids, Config, Event, HoldReason, Pallet, Score, Task, TaskState, BILLION};
use ainur_primitives::{AgentRegistry, Balance, Moment, Reputation, TaskId};
use alloc::vec::Vec;
use core::cmp::Reverse;
use frame_support::pallet_prelude::*;

/// What a bid is scored by.
#[derive(Clone, Copy, Debug)]
pub struct Offer {
	/// What it asks for, in planck; not 0.
	pub price: Balance,
	/// The reputation score of its agent.
	pub reputation: i64,
}

/// `part / whole` in parts per billion, rounded down; 0 if `whole` is 0.
fn share(part: u128, whole: u128) -> u32 {
	let billionths = part.saturating_mul(u128::from(BILLION)).checked_div(whole).unwrap_or(0);
	// A part is at most the whole, so that this is at most a billion.
	u32::try_from(billionths).unwrap_or(BILLION)
}

/// The scores of `offers`, in the same order. `None` stands for a bid that cannot win: it scores 0 and has no
/// influence on the others.
pub fn score(offers: &[Option<Offer>]) -> Vec<Score> {
	// A bad record counts as no record.
	let positive = |offer: &Offer| u128::try_from(offer.reputation).unwrap_or(0);
	let lowest = offers.iter().flatten().map(|offer| offer.price).min().unwrap_or(0);
	let highest = offers.iter().flatten().map(positive).max().unwrap_or(0);
	let score_one = |offer: &Offer| {
		let (price, reputation) = (share(lowest, offer.price), share(positive(offer), highest));
		Score { price, reputation, total: (price + reputation) / 2 }
	};
	offers.iter().map(|offer| offer.as_ref().map(score_one).unwrap_or_default()).collect()
}

/// The places in `offers` of those that can win, best first.
pub fn rank(offers: &[Option<Offer>], scores: &[Score]) -> Vec<usize> {
	let mut places: Vec<usize> =
		offers.iter().enumerate().filter_map(|(place, offer)| offer.as_ref().map(|_| place)).collect();
	// Stable: equal bids stay in the order they came.
	places.sort_by_key(|place| Reverse(scores.get(*place).map(|score| score.total)));
	places
}

impl<T: Config> Pallet<T> {
	/// Bidding has ended: chooses the best bid of an agent that still suits the task, gives all other bonds back, and what the
	/// budget has over the price.
	pub(crate) fn close_bidding(id: TaskId, mut task: Task<T::AccountId>, now: Moment) -> DispatchResult {
		let bids = Bids::<T>::take(id);
		let reputations: Vec<i64> = bids.iter().map(|bid| T::Reputation::score(&bid.agent)).collect();
		let offers: Vec<Option<Offer>> = bids
			.iter()
			.zip(&reputations)
			.map(|(bid, reputation)| {
				Self::can_win(&task, bid, *reputation)
					.then_some(Offer { price: bid.price, reputation: *reputation })
			})
			.collect();
		let scores = score(&offers);
		let winner = rank(&offers, &scores)
			.into_iter()
			.find(|place| bids.get(*place).is_some_and(|bid| T::Agents::engage(&bid.agent).is_ok()));

		let mut chosen = None;
		for (place, ((bid, reputation), score)) in bids.into_iter().zip(reputations).zip(scores).enumerate() {
			let won = winner == Some(place);
			Self::deposit_event(Event::BidClosed {
				task: id,
				agent: bid.agent.clone(),
				price: bid.price,
				bond: bid.bond,
				reputation,
				price_score: score.price,
				reputation_score: score.reputation,
				score: score.total,
				won,
			});
			if won {
				chosen = Some((bid, score.total));
			} else {
				Self::unlock(HoldReason::Bond, &bid.owner, bid.bond)?;
			}
		}
		let Some((Bid { agent, owner, price, bond }, score)) = chosen else {
			return Self::close_unmatched(id, task);
		};

		let refunded = task.escrow.saturating_sub(price);
		Self::unlock(HoldReason::Escrow, &task.submitter, refunded)?;
		task.escrow = price;
		task.agent = Some(agent.clone());
		task.owner = Some(owner.clone());
		task.price = price;
		task.bond = bond;
		let start_by = now.saturating_add(T::StartMs::get());
		Self::advance(id, task, TaskState::Matched, start_by);
		Self::deposit_event(Event::TaskMatched {
			task: id,
			agent,
			owner,
			price,
			bond,
			score,
			refunded,
			start_by,
		});
		Ok(())
	}

	/// Whether the agent still may do the task, for the owner that bid: agents change while bidding is open.
	fn can_win(task: &Task<T::AccountId>, bid: &Bid<T::AccountId>, reputation: i64) -> bool {
		T::Agents::agent(&bid.agent).is_some_and(|agent| {
			Self::ensure_suited(task, &bid.agent, &bid.owner, &agent, reputation).is_ok()
		})
	}
}
