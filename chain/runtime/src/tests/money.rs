use super::chain::*;
use crate::*;
use ainur_primitives::{AINU, MILLI_AINU};
use codec::Encode;
use frame_support::dispatch::GetDispatchInfo;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie};
use sp_runtime::transaction_validity::InvalidTransaction;

fn transfer(to: AccountId, value: Balance) -> RuntimeCall {
	pallet_balances::Call::transfer_keep_alive { dest: to.into(), value }.into()
}

#[test]
fn a_transfer_costs_about_a_thousandth_of_an_ainu() {
	run("development", || {
		let transaction = signed(Alice, transfer(account(Bob), AINU));
		let length = u32::try_from(transaction.encoded_size()).expect("small");
		let fee = TransactionPayment::compute_fee(length, &transaction.get_dispatch_info(), 0);
		assert!((MILLI_AINU * 3 / 4..MILLI_AINU * 5 / 4).contains(&fee), "{fee}");
	});
}

#[test]
fn fees_go_to_the_treasury() {
	run("development", || {
		let before = (sum_of_all_accounts(), Balances::free_balance(treasury()));
		block(START, vec![(Alice, transfer(account(Bob), 5 * AINU))]);
		let fee = 1_000_000 * AINU - 5 * AINU - Balances::free_balance(account(Alice));
		assert!(fee > 0);
		assert_eq!(Balances::free_balance(treasury()), before.1 + fee);
		assert_eq!(sum_of_all_accounts(), before.0);
	});
}

#[test]
fn dust_goes_to_the_treasury() {
	run("development", || {
		let before = sum_of_all_accounts();
		let all = Balances::free_balance(account(Charlie));
		let leave = MILLI_AINU;
		begin_block(START);
		let call = pallet_balances::Call::force_transfer {
			source: account(Charlie).into(),
			dest: account(Bob).into(),
			value: all - leave,
		};
		let dispatched = frame_support::traits::UnfilteredDispatchable::dispatch_bypass_filter(
			RuntimeCall::from(call),
			RuntimeOrigin::root(),
		);
		assert!(dispatched.is_ok());
		assert_eq!(Balances::free_balance(treasury()), AINU + leave);
		assert_eq!(sum_of_all_accounts(), before);
		end_block();
	});
}

#[test]
fn a_new_account_gets_its_first_money_from_the_faucet() {
	run("development", || {
		begin_block(START);
		let who = AccountId::from([42; 32]);
		let hash = System::block_hash(0);
		let good = |nonce: &u64| Faucet::zero_bits(&who, hash, *nonce) >= 14;
		let nonce = (0..).find(good).expect("there are many nonces");
		let claim = |nonce| {
			let call = pallet_faucet::Call::claim { who: who.clone(), anchor: 0, nonce };
			UncheckedExtrinsic::new_bare(call.into())
		};
		let lazy = (0..).find(|nonce| !good(nonce)).expect("most are bad");
		assert_eq!(apply(claim(lazy)), Err(InvalidTransaction::Custom(3).into()));
		assert_eq!(apply(claim(nonce)), Ok(Ok(())));
		assert_eq!(Balances::free_balance(&who), 1_000 * AINU);
		assert_eq!(apply(claim(nonce)), Err(InvalidTransaction::Custom(2).into()));
		end_block();
	});
}
