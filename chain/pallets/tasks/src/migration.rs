//! From how earlier runtimes stored tasks to how this one does.

use crate::{Config, Pallet, Tasks};
use ainur_primitives::TaskId;
use alloc::vec::Vec;
use codec::Encode;
use frame_support::{
	pallet_prelude::{GetStorageVersion, StorageVersion, Weight},
	storage::unhashed,
	traits::Get,
};

/// 1: a task keeps the fee it was posted under, and is removed some time after it is over.
pub const VERSION: StorageVersion = StorageVersion::new(1);

/// Brings all tasks to [`VERSION`], in one block: only development chains ran the version before it.
pub(crate) fn migrate<T: Config>() -> Weight {
	if Pallet::<T>::on_chain_storage_version() >= VERSION {
		return T::DbWeight::get().reads(1);
	}
	let fee = T::ProtocolFee::get().encode();
	let ids: Vec<TaskId> = Tasks::<T>::iter_keys().collect();
	for id in &ids {
		let key = Tasks::<T>::hashed_key_for(id);
		// The fee is what was added, at the end.
		let Some(mut task) = unhashed::get_raw(&key) else { continue };
		task.extend_from_slice(&fee);
		unhashed::put_raw(&key, &task);
		if let Some(task) = Tasks::<T>::get(id).filter(|task| task.state.is_terminal()) {
			Pallet::<T>::retain(*id, task);
		}
	}
	VERSION.put::<Pallet<T>>();
	let count = ids.len() as u64;
	T::DbWeight::get().reads_writes(3 * count + 2, 3 * count + 1)
}
