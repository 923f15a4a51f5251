-- Ids are compared by their code points: two that differ in case are two payments. Identifiers
-- never end with a space, which this collation would ignore.
CREATE TABLE IF NOT EXISTS payments (
  transaction_id VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  amount DECIMAL(19, 4) NOT NULL,
  currency CHAR(3) NOT NULL,
  user_id VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  color VARCHAR(16) NOT NULL,
  region VARCHAR(32) NOT NULL,
  created_at DATETIME NOT NULL COMMENT 'UTC',
  completed_at DATETIME NOT NULL COMMENT 'UTC',
  PRIMARY KEY (transaction_id)
) ENGINE = InnoDB
