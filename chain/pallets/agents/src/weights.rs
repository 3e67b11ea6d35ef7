//! Weights of the register's calls: estimated by hand from the database accesses, generous by about a half. Not
//! measured.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// Weights that the pallet needs.
pub trait WeightInfo {
	/// Agent, owner's account and its holds are read and written.
	fn register() -> Weight;
	/// The agent is read and written.
	fn update() -> Weight;
	/// The agent is read and written.
	fn set_status() -> Weight;
	/// Agent, owner's account and its holds are read and written.
	fn add_stake() -> Weight;
	/// The agent is read and written.
	fn unstake() -> Weight;
	/// Agent, owner's account and its holds are read and written.
	fn withdraw_unbonded() -> Weight;
	/// The agent is read and written.
	fn deregister() -> Weight;
}

/// Largest encoding of an agent with its proof, in bytes.
const AGENT_PROOF: u64 = 5_000;

/// A call that changes the agent only.
fn record(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(30_000_000, AGENT_PROOF).saturating_add(db.reads_writes(2, 1))
}

/// A call that changes the agent and what its owner has on hold.
fn money(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(75_000_000, AGENT_PROOF).saturating_add(db.reads_writes(4, 3))
}

/// Estimates with the runtime's own database weights.
pub struct Estimated<T>(PhantomData<T>);

macro_rules! estimates {
	($db:expr) => {
		fn register() -> Weight {
			money($db)
		}
		fn update() -> Weight {
			record($db)
		}
		fn set_status() -> Weight {
			record($db)
		}
		fn add_stake() -> Weight {
			money($db)
		}
		fn unstake() -> Weight {
			record($db)
		}
		fn withdraw_unbonded() -> Weight {
			money($db)
		}
		fn deregister() -> Weight {
			record($db)
		}
	};
}

impl<T: frame_system::Config> WeightInfo for Estimated<T> {
	estimates!(T::DbWeight::get());
}

impl WeightInfo for () {
	estimates!(RocksDbWeight::get());
}
