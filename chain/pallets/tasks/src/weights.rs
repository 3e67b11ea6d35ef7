//! Weights of the pallet's calls and of its work at the end of a block.
//!
//! Estimated by hand, not benchmarked: a fixed cost for the computation, generous for a slow machine, and
//! for every storage item its database weight. The money moves dominate; each of them reads and writes the
//! account and its holds (2 reads, 2 writes), and the register and the record of an agent are one item each.
//!
//! A call is charged for itself and for what it makes the ends of later blocks do, unless an earlier call was: see
//! [`to_post`], [`to_bid`] and [`to_submit_result`]. So the work of ending tasks is bounded by the room that
//! blocks have for calls, and paid for.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// Weights of the pallet. `b` is a number of bids.
pub trait WeightInfo {
	/// Post a task.
	fn post() -> Weight;
	/// Cancel a task with `b` bids.
	fn cancel(b: u32) -> Weight;
	/// Bid on a task that has `b` bids.
	fn bid(b: u32) -> Weight;
	/// Retract one of `b` bids.
	fn retract_bid(b: u32) -> Weight;
	/// Start the work.
	fn start() -> Weight;
	/// Deliver a result.
	fn submit_result() -> Weight;
	/// Give up.
	fn fail() -> Weight;
	/// Accept a result.
	fn accept() -> Weight;
	/// Dispute a result.
	fn dispute() -> Weight;
	/// Resolve a dispute.
	fn resolve() -> Weight;
	/// Settle a task, without what is due about it.
	fn settle() -> Weight;
	/// Find out that nothing is due.
	fn look_for_due() -> Weight;
	/// Open the bidding on a task that is due.
	fn open_bidding() -> Weight;
	/// Close `b` bids on a task that is due, and match it.
	fn close_bidding(b: u32) -> Weight;
	/// End a task whose agent is too late.
	fn time_out() -> Weight;
	/// Pay an agent when time has passed.
	fn pay() -> Weight;
	/// Remove a task that has been over for long.
	fn remove() -> Weight;
}

/// The charge for posting a task: with the opening of its bidding if that comes later, the end of its bidding and
/// its removal.
pub fn to_post<W: WeightInfo>(opens_later: bool) -> Weight {
	let opening = if opens_later { W::open_bidding() } else { Weight::zero() };
	W::post().saturating_add(opening).saturating_add(W::close_bidding(0)).saturating_add(W::remove())
}

/// The charge for a bid on a task that may have `b` bids: with its closing, and with the end of a task whose agent
/// is too late.
pub fn to_bid<W: WeightInfo>(b: u32) -> Weight {
	let closing = W::close_bidding(1).saturating_sub(W::close_bidding(0));
	W::bid(b).saturating_add(closing).saturating_add(W::time_out())
}

/// The charge for a result: with the payment when time has passed.
pub fn to_submit_result<W: WeightInfo>() -> Weight {
	W::submit_result().saturating_add(W::pay())
}

/// Storage items that a money move touches: the account and its holds.
const MOVE: u64 = 2;

/// Reads by which the end of a block finds a due task: its deadline, the task and its number of bids, once to
/// reserve the weight and once to spend it.
const FIND: u64 = 6;

fn estimate(micros: u64, reads: u64, writes: u64, db: RuntimeDbWeight) -> Weight {
	// 4 KiB of proof for every item read: more than any item but a full list of bids.
	Weight::from_parts(micros.saturating_mul(1_000_000), reads.saturating_mul(4_096))
		.saturating_add(db.reads_writes(reads, writes))
}

macro_rules! estimates {
	($db:expr) => {
		fn post() -> Weight {
			// Task, number, deadline, target, escrow.
			estimate(70, 4 + MOVE, 3 + MOVE, $db)
		}
		fn cancel(b: u32) -> Weight {
			let b = u64::from(b);
			estimate(60 + 25 * b, 3 + MOVE * (b + 1), 4 + MOVE * (b + 1), $db)
		}
		fn bid(b: u32) -> Weight {
			// Its own bond, and the one of a bid whose place it takes.
			estimate(80 + u64::from(b), 4 + 2 * MOVE, 1 + 2 * MOVE, $db)
		}
		fn retract_bid(b: u32) -> Weight {
			estimate(60 + u64::from(b), 2 + MOVE, 1 + MOVE, $db)
		}
		fn start() -> Weight {
			estimate(40, 3, 3, $db)
		}
		fn submit_result() -> Weight {
			estimate(45, 3, 3, $db)
		}
		fn fail() -> Weight {
			// Task, deadline, removal, register, record; escrow back, bond to the treasury.
			estimate(100, 4 + 3 * MOVE, 5 + 3 * MOVE, $db)
		}
		fn accept() -> Weight {
			// As above; bond back, fee to the treasury, payment to the owner.
			estimate(130, 5 + 5 * MOVE, 5 + 5 * MOVE, $db)
		}
		fn dispute() -> Weight {
			estimate(60, 3 + MOVE, 3 + MOVE, $db)
		}
		fn resolve() -> Weight {
			// As accept, and the dispute's bond.
			estimate(150, 5 + 7 * MOVE, 5 + 7 * MOVE, $db)
		}
		fn settle() -> Weight {
			estimate(10, 2, 0, $db)
		}
		fn look_for_due() -> Weight {
			// The first deadline and the first removal, twice.
			estimate(10, 4, 0, $db)
		}
		fn open_bidding() -> Weight {
			// Task and deadline, which is replaced.
			estimate(40, FIND, 3, $db)
		}
		fn close_bidding(b: u32) -> Weight {
			// Task, deadline (replaced, or by a removal), bids, escrow back, agent engaged; a bid that closes reads
			// the register and the record, and gives a bond back.
			let b = u64::from(b);
			estimate(80 + 40 * b, FIND + 2 + MOVE + (2 + MOVE) * b, 5 + MOVE + MOVE * b, $db)
		}
		fn time_out() -> Weight {
			estimate(110, FIND + 4 + 3 * MOVE, 5 + 3 * MOVE, $db)
		}
		fn pay() -> Weight {
			// As accept, and the dispute's bond.
			estimate(150, FIND + 5 + 7 * MOVE, 5 + 7 * MOVE, $db)
		}
		fn remove() -> Weight {
			estimate(20, FIND, 2, $db)
		}
	};
}

/// Estimates with the runtime's own database weights.
pub struct Estimated<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for Estimated<T> {
	estimates!(T::DbWeight::get());
}

impl WeightInfo for () {
	estimates!(RocksDbWeight::get());
}
