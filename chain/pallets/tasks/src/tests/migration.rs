//! Tasks as earlier runtimes stored them.

use crate::{
	migration::{migrate, VERSION},
	mock::{Tasks, *},
	*,
};
use ainur_primitives::{AINU, HOUR};
use codec::Encode;
use frame_support::{
	assert_ok,
	storage::unhashed,
	traits::{GetStorageVersion, StorageVersion},
};

/// Stores everything as it was before tasks kept their fee and were removed.
fn go_back() {
	for (id, task) in crate::Tasks::<Test>::iter().collect::<Vec<_>>() {
		let mut raw = task.encode();
		raw.truncate(raw.len() - task.fee.encode().len());
		unhashed::put_raw(&crate::Tasks::<Test>::hashed_key_for(id), &raw);
	}
	let _all = Removals::<Test>::clear(u32::MAX, None);
	StorageVersion::new(0).put::<Tasks>();
}

#[test]
fn old_tasks_live_on() {
	ext().execute_with(|| {
		let ids = STATES.map(in_state);
		let before = ids.map(task);
		go_back();
		assert!(ids.iter().all(|id| crate::Tasks::<Test>::get(id).is_none()), "they cannot be read");
		migrate::<Test>();
		assert_eq!(Tasks::on_chain_storage_version(), VERSION);
		for (id, before) in ids.into_iter().zip(before) {
			let after = task(id);
			let deadline = if after.state.is_terminal() { now() + RETENTION } else { before.deadline };
			assert_eq!(after, Task { deadline, ..before });
		}
		check();
		let treasure = free(TREASURY);
		assert_ok!(Tasks::accept(signed(SUBMITTER), ids[4]));
		assert_eq!(free(TREASURY), treasure + AINU, "the fee that was in force");
		// Once is enough: a second time would add a second fee.
		migrate::<Test>();
		check();
	});
}

#[test]
fn what_is_over_does_not_wait_longer_than_the_new_rule_says() {
	ext().execute_with(|| {
		let ids = STATES.map(in_state);
		let before = ids.map(task);
		StorageVersion::new(1).put::<Tasks>();
		Keep::set(HOUR);
		migrate::<Test>();
		assert_eq!(Tasks::on_chain_storage_version(), VERSION);
		for (id, before) in ids.into_iter().zip(before) {
			let deadline = if before.state.is_terminal() { now() + HOUR } else { before.deadline };
			assert_eq!(task(id), Task { deadline, ..before });
		}
		check();
		// Never later: a second migration, or one to a longer time, changes nothing.
		Keep::set(RETENTION);
		StorageVersion::new(1).put::<Tasks>();
		let sooner = ids.map(task);
		migrate::<Test>();
		assert_eq!(ids.map(task), sooner);
		end_block();
		begin_block(now() + HOUR);
		end_block();
		for (id, before) in ids.into_iter().zip(sooner) {
			assert_eq!(crate::Tasks::<Test>::contains_key(id), !before.state.is_terminal());
		}
	});
}
