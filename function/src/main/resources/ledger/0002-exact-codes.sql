-- The same on every server, whatever its default: any text fits, and is compared by its code points.
ALTER TABLE payments
  MODIFY currency CHAR(3) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  MODIFY color VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  MODIFY region VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL
