CREATE TABLE `agent_capabilities` (
	`did` text NOT NULL,
	`capability` text NOT NULL,
	PRIMARY KEY(`did`, `capability`),
	FOREIGN KEY (`did`) REFERENCES `agents`(`did`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `agent_capabilities_capability` ON `agent_capabilities` (`capability`);--> statement-breakpoint
CREATE TABLE `agent_earnings` (
	`did` text NOT NULL,
	`day` integer NOT NULL,
	`earned` text NOT NULL,
	PRIMARY KEY(`did`, `day`),
	FOREIGN KEY (`did`) REFERENCES `agents`(`did`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `agents` (
	`did` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`status` text NOT NULL,
	`capabilities` text NOT NULL,
	`price` text NOT NULL,
	`manifest_cid` text NOT NULL,
	`stake` text NOT NULL,
	`unbonding` text DEFAULT '0' NOT NULL,
	`score` integer DEFAULT 0 NOT NULL,
	`completed` integer DEFAULT 0 NOT NULL,
	`failed` integer DEFAULT 0 NOT NULL,
	`disputed` integer DEFAULT 0 NOT NULL,
	`value` text DEFAULT '0' NOT NULL,
	`earned` text DEFAULT '0' NOT NULL,
	`tasks_open` integer DEFAULT 0 NOT NULL,
	`tasks_done` integer DEFAULT 0 NOT NULL,
	`registered_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `agents_owner` ON `agents` (`owner`);--> statement-breakpoint
CREATE INDEX `agents_order` ON `agents` (`registered_at`,`did`);--> statement-breakpoint
CREATE TABLE `reputation_history` (
	`id` text PRIMARY KEY NOT NULL,
	`did` text NOT NULL,
	`task` integer NOT NULL,
	`score` integer NOT NULL,
	`completed` integer NOT NULL,
	`failed` integer NOT NULL,
	`disputed` integer NOT NULL,
	`value` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`did`) REFERENCES `agents`(`did`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `reputation_history_did` ON `reputation_history` (`did`,`at`);--> statement-breakpoint
CREATE TABLE `movements` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`task` integer NOT NULL,
	`agent` text,
	`from` text,
	`to` text,
	`amount` text NOT NULL,
	`block` integer NOT NULL,
	`position` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`task`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `movements_position_unique` ON `movements` (`position`);--> statement-breakpoint
CREATE INDEX `movements_task` ON `movements` (`task`);--> statement-breakpoint
CREATE INDEX `movements_from` ON `movements` (`from`,`position`);--> statement-breakpoint
CREATE INDEX `movements_to` ON `movements` (`to`,`position`);--> statement-breakpoint
CREATE INDEX `movements_agent` ON `movements` (`agent`,`position`);--> statement-breakpoint
CREATE INDEX `movements_kind` ON `movements` (`kind`,`position`);--> statement-breakpoint
CREATE TABLE `settlement_totals` (
	`address` text PRIMARY KEY NOT NULL,
	`in_escrow` text DEFAULT '0' NOT NULL,
	`paid_out` text DEFAULT '0' NOT NULL,
	`refunded` text DEFAULT '0' NOT NULL,
	`fees` text DEFAULT '0' NOT NULL,
	`slashed` text DEFAULT '0' NOT NULL,
	`tasks` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sync_state` (
	`id` integer PRIMARY KEY NOT NULL,
	`genesis_hash` text NOT NULL,
	`projections` text NOT NULL,
	`block` integer NOT NULL,
	`hash` text NOT NULL,
	`time` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `bids` (
	`task` integer NOT NULL,
	`agent` text NOT NULL,
	`owner` text NOT NULL,
	`price` text NOT NULL,
	`bond` text NOT NULL,
	`status` text NOT NULL,
	`reputation` integer,
	`price_score` integer,
	`reputation_score` integer,
	`score` integer,
	`at` integer NOT NULL,
	`placed` integer NOT NULL,
	PRIMARY KEY(`task`, `agent`),
	FOREIGN KEY (`task`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `bids_agent` ON `bids` (`agent`,`status`);--> statement-breakpoint
CREATE TABLE `task_timeline` (
	`id` text PRIMARY KEY NOT NULL,
	`task` integer NOT NULL,
	`block` integer NOT NULL,
	`position` integer NOT NULL,
	`state` text NOT NULL,
	`text` text NOT NULL,
	`money` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`task`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `task_timeline_task` ON `task_timeline` (`task`,`block`,`position`);--> statement-breakpoint
CREATE TABLE `tasks` (
	`id` integer PRIMARY KEY NOT NULL,
	`submitter` text NOT NULL,
	`title` text NOT NULL,
	`capability` text NOT NULL,
	`target` text,
	`input_cid` text NOT NULL,
	`budget` text NOT NULL,
	`trust` text NOT NULL,
	`min_reputation` integer NOT NULL,
	`state` text NOT NULL,
	`open` integer NOT NULL,
	`deadline` integer,
	`bidding_opens` integer NOT NULL,
	`bidding_ends` integer NOT NULL,
	`timeout_ms` integer NOT NULL,
	`dispute_window_ms` integer NOT NULL,
	`escrow` text NOT NULL,
	`agent` text,
	`agent_owner` text,
	`manifest_cid` text,
	`price` text,
	`bond` text,
	`bids` integer DEFAULT 0 NOT NULL,
	`output_cid` text,
	`output_hash` text,
	`receipt_cid` text,
	`fuel` text,
	`outcome` text,
	`cause` text,
	`paid` text,
	`fee` text,
	`refunded` text,
	`slashed` text,
	`dispute_reason` text,
	`dispute_bond` text,
	`disputed_at` integer,
	`in_favour_of` text,
	`failure` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `tasks_submitter` ON `tasks` (`submitter`,`id`);--> statement-breakpoint
CREATE INDEX `tasks_agent` ON `tasks` (`agent`,`id`);--> statement-breakpoint
CREATE INDEX `tasks_state` ON `tasks` (`state`,`id`);--> statement-breakpoint
CREATE INDEX `tasks_capability` ON `tasks` (`capability`,`id`);--> statement-breakpoint
CREATE INDEX `tasks_open` ON `tasks` (`open`,`id`);