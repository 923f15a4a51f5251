package payments.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections to the ledger's database. */
interface Connections {

  /** A new connection, which its caller closes. */
  Connection open() throws SQLException;
}
