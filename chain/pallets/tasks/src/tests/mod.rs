//! Tests by topic.

mod bidding;
mod deadlines;
mod disputes;
mod execution;
mod funds;
mod illegal;
mod matching;
mod posting;
mod migration;
mod random;
mod removal;
mod settle;
mod weight;
