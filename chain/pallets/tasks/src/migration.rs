//! From how earlier runtimes stored tasks to how this one does.

use crate::{Config, DeadlineKey, Pallet, Removals, Tasks};
use ainur_primitives::{Moment, TaskId};
use alloc::vec::Vec;
use codec::Encode;
use frame_support::{
	pallet_prelude::{GetStorageVersion, StorageVersion, Weight},
	storage::unhashed,
	traits::{Get, Time},
};

/// * 1: a task keeps the fee it was posted under, and is removed some time after it is over.
/// * 2: that time is shorter, also for those that are over already.
pub const VERSION: StorageVersion = StorageVersion::new(2);

/// Brings all tasks to [`VERSION`], in one block: only development chains ran the versions before it.
pub(crate) fn migrate<T: Config>() -> Weight {
	let found = Pallet::<T>::on_chain_storage_version();
	let mut weight = T::DbWeight::get().reads(1);
	if found < 1 {
		weight.saturating_accrue(add_fees::<T>());
	}
	if found < VERSION {
		weight.saturating_accrue(remove_sooner::<T>());
		VERSION.put::<Pallet<T>>();
	}
	weight
}

fn add_fees<T: Config>() -> Weight {
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
	let count = ids.len() as u64;
	T::DbWeight::get().reads_writes(3 * count + 1, 3 * count)
}

/// Nothing waits longer for its removal than what is over now.
fn remove_sooner<T: Config>() -> Weight {
	let latest = T::Time::now().saturating_add(T::RetentionMs::get());
	let is_later = |(at, _): &DeadlineKey| Moment::from_be_bytes(*at) > latest;
	let later: Vec<DeadlineKey> = Removals::<T>::iter_keys().filter(is_later).collect();
	for key in &later {
		Removals::<T>::remove(key);
		let id = TaskId::from_be_bytes(key.1);
		if let Some(task) = Tasks::<T>::get(id) {
			Pallet::<T>::retain(id, task);
		}
	}
	let count = later.len() as u64;
	T::DbWeight::get().reads_writes(2 * count + 1, 3 * count + 1)
}
