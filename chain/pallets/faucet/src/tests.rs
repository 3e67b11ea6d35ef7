// Bare transactions are validated by a trait that is on its way out of the SDK.
#![allow(deprecated)]

use crate::{mock::*, Call, ClaimsInBlock, Error, Event, LastClaim, Pallet};
use ainur_primitives::{AINU, HOUR};
use codec::Encode;
use frame_support::{
	assert_noop, assert_ok,
	pallet_prelude::{InvalidTransaction, TransactionSource, TransactionValidityError},
	traits::Hooks,
	unsigned::ValidateUnsigned,
};

/// The first nonce whose work is (or is not) good enough.
fn nonce(who: AccountId, anchor: u64, good: bool) -> u64 {
	let hash = System::block_hash(anchor);
	(0..).find(|nonce| (Faucet::zero_bits(&who, hash, *nonce) >= 4) == good).expect("there are many nonces")
}

fn claim(who: AccountId, anchor: u64) -> Call<Test> {
	Call::claim { who, anchor, nonce: nonce(who, anchor, true) }
}

fn validate(call: &Call<Test>) -> Result<(), TransactionValidityError> {
	Pallet::<Test>::validate_unsigned(TransactionSource::External, call).map(|_| ())
}

fn refused(code: u8) -> Result<(), TransactionValidityError> {
	Err(InvalidTransaction::Custom(code).into())
}

/// What a block author does with a claim.
#[allow(irrefutable_let_patterns)]
fn apply(call: Call<Test>) -> Result<(), TransactionValidityError> {
	Pallet::<Test>::pre_dispatch(&call)?;
	let Call::claim { who, anchor, nonce } = call else { panic!("not a claim") };
	assert_ok!(Faucet::claim(RuntimeOrigin::none(), who, anchor, nonce));
	Ok(())
}

#[test]
fn a_claim_pays_a_new_account() {
	run(|| {
		let call = claim(7, 99);
		assert_ok!(validate(&call));
		assert_ok!(apply(call));
		assert_eq!(Balances::free_balance(7), 1_000 * AINU);
		assert_eq!(Balances::free_balance(Faucet::pot()), 999_000 * AINU);
		System::assert_last_event(
			Event::Claimed { who: 7, amount: 1_000 * AINU, next_at: 1_000 + HOUR }.into(),
		);
	});
}

#[test]
fn the_work_is_over_account_block_and_nonce() {
	run(|| {
		let hash = System::block_hash(99);
		let mut input = b"ainur/faucet".to_vec();
		input.extend(7u64.encode());
		input.extend(hash.as_bytes());
		input.extend(5u64.to_le_bytes());
		let digest = sp_io::hashing::blake2_256(&input);
		let bits: String = digest.iter().map(|byte| format!("{byte:08b}")).collect();
		let zeros = bits.chars().take_while(|bit| *bit == '0').count();
		assert_eq!(Faucet::zero_bits(&7, hash, 5) as usize, zeros);
		let other_account = Call::claim { who: 8, anchor: 99, nonce: nonce(8, 99, false) };
		assert_eq!(validate(&other_account), refused(3));
	});
}

#[test]
fn an_account_waits_an_hour() {
	run(|| {
		assert_ok!(apply(claim(7, 99)));
		assert_eq!(validate(&claim(7, 98)), refused(2));
		Timestamp::set_timestamp(1_000 + HOUR - 1);
		assert_eq!(validate(&claim(7, 98)), refused(2));
		assert_ok!(apply(claim(8, 98)));
		Timestamp::set_timestamp(1_000 + HOUR);
		assert_ok!(apply(claim(7, 98)));
		assert_eq!(LastClaim::<Test>::get(7), Some(1_000 + HOUR));
	});
}

#[test]
fn an_anchor_is_one_of_the_last_64_blocks() {
	run(|| {
		assert_ok!(validate(&claim(7, 36)));
		assert_eq!(validate(&claim(7, 35)), refused(4));
		assert_eq!(validate(&claim(7, 100)), refused(4));
		assert_eq!(validate(&claim(7, 1_000)), refused(4));
	});
}

#[test]
fn genesis_is_an_anchor_while_the_chain_is_young() {
	run(|| {
		System::set_block_number(64);
		assert_ok!(validate(&claim(7, 0)));
		System::set_block_number(65);
		assert_eq!(validate(&claim(7, 0)), refused(4));
	});
}

#[test]
fn a_block_takes_twenty_claims() {
	run(|| {
		for who in 1..=20 {
			assert_ok!(apply(claim(who, 99)));
		}
		let late = claim(21, 99);
		// It stays valid for the pool and goes into the next block.
		assert_ok!(validate(&late));
		assert_eq!(Pallet::<Test>::pre_dispatch(&late), Err(InvalidTransaction::ExhaustsResources.into()));
		let nonce = nonce(21, 99, true);
		assert_noop!(Faucet::claim(RuntimeOrigin::none(), 21, 99, nonce), Error::<Test>::BlockFull);
		Faucet::on_finalize(100);
		assert_eq!(ClaimsInBlock::<Test>::get(), 0);
		assert_ok!(apply(late));
	});
}

/// The first nonce whose work has exactly so many zero bits.
fn nonce_of(who: AccountId, bits: u32) -> u64 {
	let hash = System::block_hash(99);
	(0..).find(|nonce| Faucet::zero_bits(&who, hash, *nonce) == bits).expect("there are many nonces")
}

#[test]
fn with_more_claims_than_fit_the_most_work_comes_first() {
	run(|| {
		// A crowd that does as little as it must, and an honest account that came last and worked more.
		let honest = 77;
		let mut claims: Vec<_> =
			(1..=40).map(|who| Call::claim { who, anchor: 99, nonce: nonce_of(who, 4) }).collect();
		claims.push(Call::claim { who: honest, anchor: 99, nonce: nonce_of(honest, 9) });
		let priority = |call: &Call<Test>| {
			let valid = Pallet::<Test>::validate_unsigned(TransactionSource::External, call);
			valid.expect("is valid").priority
		};
		assert_eq!((priority(&claims[0]), priority(&claims[40])), (4, 9));
		// What a pool does: the highest priority first, else the order of arrival.
		claims.sort_by_key(|call| std::cmp::Reverse(priority(call)));
		let paid = claims.into_iter().filter(|call| apply(call.clone()).is_ok()).count();
		assert_eq!(paid, 20);
		assert_eq!(Balances::free_balance(honest), AMOUNT);
	});
}

#[test]
fn the_invariant_notices_a_counter_that_outlived_its_block() {
	run(|| {
		ClaimsInBlock::<Test>::put(1);
		assert!(Faucet::do_try_state().is_err());
	});
}

#[test]
fn an_empty_pot_pays_nothing_and_can_be_refilled() {
	run(|| {
		let pot = Faucet::pot();
		// The pot itself stays alive, so an exact amount is not enough.
		assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), pot, AMOUNT));
		assert_eq!(validate(&claim(7, 99)), refused(5));
		assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), pot, 2 * AMOUNT));
		assert_ok!(apply(claim(7, 99)));
	});
}

#[test]
fn a_network_without_a_faucet_refuses() {
	run(|| {
		Enabled::set(&false);
		assert_eq!(validate(&claim(7, 99)), refused(1));
	});
}

#[test]
fn a_signed_claim_is_refused() {
	run(|| {
		let nonce = nonce(7, 99, true);
		assert_noop!(
			Faucet::claim(RuntimeOrigin::signed(7), 7, 99, nonce),
			sp_runtime::DispatchError::BadOrigin
		);
	});
}
