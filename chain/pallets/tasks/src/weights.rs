//! Weights of the pallet's calls and of its work at the end of a block.
//!
//! Estimated by hand, not benchmarked: a fixed cost for the computation, generous for a slow machine, and
//! for every storage item its database weight. The money moves dominate; each of them reads and writes the
//! account and its holds (2 reads, 2 writes), and the register and the record of an agent are one item each.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// Weights of the pallet. `b` is a number of bids, `d` a number of due tasks.
pub trait WeightInfo {
	/// Post a task; includes opening its bidding in the same block.
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
	/// Process `d` due tasks and close `b` bids, all together.
	fn process_due(d: u32, b: u32) -> Weight;
}

/// Storage items that a money move touches: the account and its holds.
const MOVE: u64 = 2;

fn estimate(micros: u64, reads: u64, writes: u64, db: RuntimeDbWeight) -> Weight {
	// 4 KiB of proof for every item read: more than any item but a full list of bids.
	Weight::from_parts(micros.saturating_mul(1_000_000), reads.saturating_mul(4_096))
		.saturating_add(db.reads_writes(reads, writes))
}

macro_rules! estimates {
	($db:expr) => {
		fn post() -> Weight {
			// Task, number, deadline (twice: opening replaces it), target, escrow.
			estimate(80, 6 + MOVE, 5 + MOVE, $db)
		}
		fn cancel(b: u32) -> Weight {
			let b = u64::from(b);
			estimate(60 + 25 * b, 3 + MOVE * (b + 1), 3 + MOVE * (b + 1), $db)
		}
		fn bid(b: u32) -> Weight {
			estimate(70 + u64::from(b), 4 + MOVE, 1 + MOVE, $db)
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
			// Task, deadline, register, record; escrow back, bond to the treasury.
			estimate(100, 4 + 3 * MOVE, 4 + 3 * MOVE, $db)
		}
		fn accept() -> Weight {
			// As above; bond back, fee to the treasury, payment to the owner.
			estimate(130, 5 + 5 * MOVE, 4 + 5 * MOVE, $db)
		}
		fn dispute() -> Weight {
			estimate(60, 3 + MOVE, 3 + MOVE, $db)
		}
		fn resolve() -> Weight {
			// As accept, and the dispute's bond.
			estimate(150, 5 + 7 * MOVE, 4 + 7 * MOVE, $db)
		}
		fn process_due(d: u32, b: u32) -> Weight {
			// A due task costs at most what resolving a dispute does, and moves its deadline; a bid that closes
			// reads the register and the record, and gives a bond back.
			let (d, b) = (u64::from(d), u64::from(b));
			estimate(
				5 + 160 * d + 40 * b,
				1 + (6 + 7 * MOVE) * d + (2 + MOVE) * b,
				(5 + 7 * MOVE) * d + MOVE * b,
				$db,
			)
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
