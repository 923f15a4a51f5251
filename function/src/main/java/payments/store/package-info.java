/** Where payments are kept: interfaces of few methods, and AWS behind them. */
package payments.store;
