//! Weights of the faucet's calls: estimated by hand from the database accesses and one Blake2 hash, generous by
//! about a half. Not measured.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// Weights that the pallet needs.
pub trait WeightInfo {
	/// One claim, validation included.
	fn claim() -> Weight;
	/// What the end of a block costs.
	fn on_finalize() -> Weight;
}

/// Estimates with the runtime's own database weights.
pub struct Estimated<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for Estimated<T> {
	/// Reads: last claim, block hash, pot, account, counter. Writes: last claim, pot, account, counter.
	fn claim() -> Weight {
		Weight::from_parts(60_000_000, 6_000).saturating_add(T::DbWeight::get().reads_writes(5, 4))
	}

	/// The counter is in the overlay by then.
	fn on_finalize() -> Weight {
		Weight::from_parts(2_000_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
}

impl WeightInfo for () {
	fn claim() -> Weight {
		Weight::from_parts(60_000_000, 6_000).saturating_add(RocksDbWeight::get().reads_writes(5, 4))
	}

	fn on_finalize() -> Weight {
		Weight::from_parts(2_000_000, 0).saturating_add(RocksDbWeight::get().writes(1))
	}
}
