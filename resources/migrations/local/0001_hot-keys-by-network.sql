CREATE TABLE `__new_hot_keys` (
	`network` text NOT NULL,
	`did` text NOT NULL,
	`address` text NOT NULL,
	`seed` blob NOT NULL,
	`host_protected` integer NOT NULL,
	`created_at` integer NOT NULL,
	`retired` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`network`, `did`, `address`)
);
--> statement-breakpoint
-- A key belonged to a name on every network; one that no agent was ever hosted with is kept without a network.
INSERT INTO `__new_hot_keys`("network", "did", "address", "seed", "host_protected", "created_at") SELECT COALESCE(h."network", ''), k."did", k."address", k."seed", k."host_protected", k."created_at" FROM `hot_keys` k LEFT JOIN `hosted_agents` h ON h."hot_key" = k."address";--> statement-breakpoint
DROP TABLE `hot_keys`;--> statement-breakpoint
ALTER TABLE `__new_hot_keys` RENAME TO `hot_keys`;--> statement-breakpoint
ALTER TABLE `hosted_agents` ADD `rights_seen` integer;--> statement-breakpoint
-- Those of before had their rights at some time: where these are gone, the key's money goes home.
UPDATE `hosted_agents` SET `rights_seen` = 0;--> statement-breakpoint
ALTER TABLE `hosted_agents` DROP COLUMN `package_id`;
