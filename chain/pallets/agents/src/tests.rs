use crate::{mock::*, Agent, AgentStatus, Agents as Register, Error, Event, HoldReason, MaxUnlocking};
use ainur_primitives::{AgentRegistry, Balance, Capabilities, Cid, Did, AINU};
use frame_support::{
	assert_noop, assert_ok,
	traits::{fungible::InspectHold, Get},
};
use sp_runtime::TokenError;

fn did(name: &str) -> Did {
	Did::truncate_from(format!("did:ainur:{name}").into_bytes())
}

fn cid(text: &str) -> Cid {
	Cid::truncate_from(text.as_bytes().to_vec())
}

fn offers(names: &[&str]) -> Capabilities {
	let each = names.iter().map(|name| name.as_bytes().to_vec().try_into().expect("short"));
	each.collect::<Vec<_>>().try_into().expect("few")
}

fn register(owner: AccountId, name: &str, stake: Balance) -> frame_support::pallet_prelude::DispatchResult {
	let origin = RuntimeOrigin::signed(owner);
	Agents::register(origin, did(name), offers(&["code-review"]), 5 * AINU, cid("bafyone"), stake)
}

fn agent(name: &str) -> Agent<AccountId> {
	Register::<Test>::get(did(name)).expect("registered")
}

fn held(who: AccountId) -> Balance {
	Balances::balance_on_hold(&HoldReason::Stake.into(), &who)
}

fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

#[test]
fn registering_holds_the_stake_and_tells_everything() {
	run(|| {
		assert_ok!(register(ALICE, "reviewer", 20 * AINU));
		assert_eq!(held(ALICE), 20 * AINU);
		assert_eq!(agent("reviewer").registered_at, 1_000);
		System::assert_last_event(
			Event::AgentRegistered {
				did: did("reviewer"),
				owner: ALICE,
				capabilities: offers(&["code-review"]),
				price: 5 * AINU,
				manifest_cid: cid("bafyone"),
				stake: 20 * AINU,
			}
			.into(),
		);
	});
}

#[test]
fn registering_refuses_what_is_not_an_agent() {
	run(|| {
		let try_with = |name: Did, capabilities: Capabilities, manifest: Cid, stake: Balance| {
			Agents::register(signed(ALICE), name, capabilities, AINU, manifest, stake)
		};
		let (good_did, good, good_cid) = (did("a"), offers(&["x"]), cid("bafy"));
		assert_noop!(try_with(did("A"), good.clone(), good_cid.clone(), MIN_STAKE), Error::<Test>::BadDid);
		for bad in [offers(&[]), offers(&["x", "x"]), offers(&[" "]), offers(&["x "]), offers(&[""])] {
			assert_noop!(
				try_with(good_did.clone(), bad, good_cid.clone(), MIN_STAKE),
				Error::<Test>::BadCapabilities
			);
		}
		let not_text: Capabilities = vec![vec![0xff].try_into().expect("short")].try_into().expect("few");
		assert_noop!(
			try_with(good_did.clone(), not_text, good_cid.clone(), MIN_STAKE),
			Error::<Test>::BadCapabilities
		);
		for bad in ["", "bafy/../x", "bafy one"] {
			assert_noop!(
				try_with(good_did.clone(), good.clone(), cid(bad), MIN_STAKE),
				Error::<Test>::BadManifestCid
			);
		}
		assert_noop!(
			try_with(good_did.clone(), good.clone(), good_cid.clone(), MIN_STAKE - 1),
			Error::<Test>::StakeTooLow
		);
		assert_noop!(try_with(good_did, good, good_cid, 1_001 * AINU), TokenError::FundsUnavailable);
	});
}

#[test]
fn a_name_belongs_to_its_first_owner() {
	run(|| {
		assert_ok!(register(ALICE, "a", MIN_STAKE));
		assert_noop!(register(BOB, "a", MIN_STAKE), Error::<Test>::AlreadyRegistered);
		assert_noop!(register(ALICE, "a", MIN_STAKE), Error::<Test>::AlreadyRegistered);
		assert_ok!(Agents::deregister(signed(ALICE), did("a")));
		assert_noop!(register(BOB, "a", MIN_STAKE), Error::<Test>::AlreadyRegistered);
		assert_ok!(register(ALICE, "a", MIN_STAKE));
		// The old stake is still unbonding beside the new one.
		assert_eq!(held(ALICE), 2 * MIN_STAKE);
		assert_eq!(agent("a").unlocking.len(), 1);
	});
}

#[test]
fn updating_changes_only_what_is_given() {
	run(|| {
		assert_ok!(register(ALICE, "a", MIN_STAKE));
		assert_ok!(Agents::update(signed(ALICE), did("a"), None, Some(7 * AINU), None));
		assert_eq!(agent("a").capabilities, offers(&["code-review"]));
		assert_ok!(Agents::update(
			signed(ALICE),
			did("a"),
			Some(offers(&["b", "c"])),
			None,
			Some(cid("bafytwo"))
		));
		System::assert_last_event(
			Event::AgentUpdated {
				did: did("a"),
				capabilities: offers(&["b", "c"]),
				price: 7 * AINU,
				manifest_cid: cid("bafytwo"),
			}
			.into(),
		);
		assert_noop!(
			Agents::update(signed(ALICE), did("a"), Some(offers(&[])), Some(8 * AINU), None),
			Error::<Test>::BadCapabilities
		);
		assert_noop!(
			Agents::update(signed(ALICE), did("a"), None, None, Some(cid(""))),
			Error::<Test>::BadManifestCid
		);
		assert_eq!(agent("a").price, 7 * AINU);
	});
}

#[test]
fn only_the_owner_acts_for_an_agent() {
	run(|| {
		assert_ok!(register(ALICE, "a", MIN_STAKE));
		let calls: [fn(RuntimeOrigin, Did) -> frame_support::pallet_prelude::DispatchResult; 7] = [
			|who, did| Agents::update(who, did, None, None, None),
			Agents::pause,
			Agents::resume,
			|who, did| Agents::add_stake(who, did, 1),
			|who, did| Agents::unstake(who, did, 1),
			Agents::withdraw_unbonded,
			Agents::deregister,
		];
		for call in calls {
			assert_noop!(call(signed(BOB), did("a")), Error::<Test>::NotOwner);
			assert_noop!(call(signed(ALICE), did("nobody")), Error::<Test>::UnknownAgent);
		}
	});
}

#[test]
fn a_paused_agent_is_not_active_until_resumed() {
	run(|| {
		assert_ok!(register(ALICE, "a", MIN_STAKE));
		let active = || <Agents as AgentRegistry<AccountId>>::agent(&did("a")).map(|view| view.active);
		assert_eq!(active(), Some(true));
		assert_noop!(Agents::resume(signed(ALICE), did("a")), Error::<Test>::NotPaused);
		assert_ok!(Agents::pause(signed(ALICE), did("a")));
		assert_eq!(active(), Some(false));
		assert_noop!(Agents::engage(&did("a")), Error::<Test>::NotActive);
		assert_noop!(Agents::pause(signed(ALICE), did("a")), Error::<Test>::NotActive);
		assert_ok!(Agents::resume(signed(ALICE), did("a")));
		assert_eq!(active(), Some(true));
		assert_eq!(<Agents as AgentRegistry<AccountId>>::agent(&did("nobody")), None);
	});
}

#[test]
fn stake_that_is_taken_out_is_free_after_the_unbonding_time() {
	run(|| {
		assert_ok!(register(ALICE, "a", MIN_STAKE));
		assert_noop!(Agents::unstake(signed(ALICE), did("a"), 1), Error::<Test>::StakeTooLow);
		assert_noop!(Agents::unstake(signed(ALICE), did("a"), 0), Error::<Test>::ZeroAmount);
		assert_noop!(Agents::add_stake(signed(ALICE), did("a"), 0), Error::<Test>::ZeroAmount);
		assert_noop!(Agents::add_stake(signed(ALICE), did("a"), 2_000 * AINU), TokenError::FundsUnavailable);
		assert_ok!(Agents::add_stake(signed(ALICE), did("a"), 5 * AINU));
		System::assert_last_event(
			Event::StakeAdded { did: did("a"), amount: 5 * AINU, stake: MIN_STAKE + 5 * AINU }.into(),
		);
		assert_ok!(Agents::unstake(signed(ALICE), did("a"), 3 * AINU));
		let available_at = 1_000 + UNBONDING;
		System::assert_last_event(
			Event::StakeUnbonding {
				did: did("a"),
				amount: 3 * AINU,
				stake: MIN_STAKE + 2 * AINU,
				available_at,
			}
			.into(),
		);
		assert_eq!(held(ALICE), MIN_STAKE + 5 * AINU);
		Timestamp::set_timestamp(available_at - 1);
		assert_noop!(Agents::withdraw_unbonded(signed(ALICE), did("a")), Error::<Test>::NothingToWithdraw);
		assert_ok!(Agents::unstake(signed(ALICE), did("a"), AINU));
		Timestamp::set_timestamp(available_at);
		assert_ok!(Agents::withdraw_unbonded(signed(ALICE), did("a")));
		System::assert_last_event(Event::StakeWithdrawn { did: did("a"), amount: 3 * AINU }.into());
		assert_eq!(held(ALICE), MIN_STAKE + 2 * AINU);
	});
}

#[test]
fn unbonding_parts_are_bounded_but_leaving_is_always_possible() {
	run(|| {
		let parts: u32 = MaxUnlocking::get();
		assert_ok!(register(ALICE, "a", 100 * AINU));
		for _ in 0..parts {
			assert_ok!(Agents::unstake(signed(ALICE), did("a"), AINU));
		}
		assert_noop!(Agents::unstake(signed(ALICE), did("a"), AINU), Error::<Test>::TooManyUnlocking);
		Timestamp::set_timestamp(5_000);
		assert_ok!(Agents::deregister(signed(ALICE), did("a")));
		assert_eq!(held(ALICE), 100 * AINU);
		Timestamp::set_timestamp(5_000 + UNBONDING);
		assert_ok!(Agents::withdraw_unbonded(signed(ALICE), did("a")));
		assert_eq!(held(ALICE), 0);
	});
}

#[test]
fn an_agent_at_work_cannot_leave() {
	run(|| {
		assert_ok!(register(ALICE, "a", MIN_STAKE));
		assert_ok!(Agents::engage(&did("a")));
		assert_ok!(Agents::engage(&did("a")));
		Agents::disengage(&did("a"));
		assert_noop!(Agents::deregister(signed(ALICE), did("a")), Error::<Test>::TaskInProgress);
		Agents::disengage(&did("a"));
		Agents::disengage(&did("a"));
		assert_eq!(agent("a").engaged, 0);
		assert_ok!(Agents::deregister(signed(ALICE), did("a")));
		System::assert_last_event(Event::AgentDeregistered { did: did("a") }.into());
		assert_eq!(agent("a").status, AgentStatus::Retired);
		assert_noop!(Agents::engage(&did("a")), Error::<Test>::NotActive);
		assert_noop!(Agents::engage(&did("nobody")), Error::<Test>::UnknownAgent);
		assert_noop!(Agents::deregister(signed(ALICE), did("a")), Error::<Test>::Retired);
		assert_noop!(Agents::add_stake(signed(ALICE), did("a"), AINU), Error::<Test>::Retired);
	});
}

#[test]
fn the_invariant_notices_a_stake_that_is_not_on_hold() {
	run(|| {
		assert_ok!(register(ALICE, "a", MIN_STAKE));
		let good = agent("a");
		Register::<Test>::insert(did("a"), Agent { stake: MIN_STAKE + 1, ..good.clone() });
		assert!(Agents::do_try_state().is_err());
		Register::<Test>::insert(did("a"), good);
	});
}

#[test]
fn many_agents_of_one_owner_share_its_hold() {
	run(|| {
		assert_ok!(register(ALICE, "a", 11 * AINU));
		assert_ok!(register(ALICE, "b", 12 * AINU));
		assert_ok!(register(BOB, "c", 13 * AINU));
		assert_ok!(Agents::unstake(signed(ALICE), did("b"), 2 * AINU));
		assert_eq!((held(ALICE), held(BOB)), (23 * AINU, 13 * AINU));
	});
}

#[test]
fn a_price_is_a_tenth_of_an_ainu_or_more() {
	run(|| {
		let register = |price| {
			Agents::register(signed(ALICE), did("a"), offers(&["x"]), price, cid("bafyone"), MIN_STAKE)
		};
		for dust in [0, 1, AINU / 10 - 1] {
			assert_noop!(register(dust), Error::<Test>::PriceTooLow);
		}
		assert_ok!(register(AINU / 10));
		let update = |price| Agents::update(signed(ALICE), did("a"), None, Some(price), None);
		assert_noop!(update(0), Error::<Test>::PriceTooLow);
		assert_noop!(update(AINU / 10 - 1), Error::<Test>::PriceTooLow);
		assert_ok!(update(AINU / 10));
	});
}

#[test]
fn the_invariant_notices_stake_without_an_agent() {
	run(|| {
		use frame_support::traits::{fungible::MutateHold, tokens::Precision};
		let reason = HoldReason::Stake.into();
		assert_ok!(Balances::hold(&reason, &BOB, AINU));
		assert!(Agents::do_try_state().is_err());
		assert_ok!(Balances::release(&reason, &BOB, AINU, Precision::Exact));
	});
}

#[test]
fn the_register_tells_who_is_at_work() {
	run(|| {
		assert_ok!(register(ALICE, "a", MIN_STAKE));
		assert_ok!(register(BOB, "b", MIN_STAKE));
		let engaged = || <Agents as AgentRegistry<AccountId>>::engaged().collect::<Vec<_>>();
		assert!(engaged().is_empty());
		assert_ok!(Agents::engage(&did("b")));
		assert_ok!(Agents::engage(&did("b")));
		assert_eq!(engaged(), [(did("b"), 2)]);
		Agents::disengage(&did("b"));
		Agents::disengage(&did("b"));
	});
}
