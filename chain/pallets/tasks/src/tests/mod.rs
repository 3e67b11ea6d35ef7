//! Tests by topic.

mod bidding;
mod deadlines;
mod disputes;
mod execution;
mod funds;
mod illegal;
mod matching;
mod migration;
mod posting;
mod random;
mod removal;
mod settle;
mod weight;
