package payments.settings;

/**
 * How many calls the API takes; more are answered with 429. The account's own quota holds besides,
 * for all its APIs in a Region together.
 *
 * @param rate calls per second that it keeps up; 500 by default
 * @param burst calls that may come at once; 1000 by default
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html">Throttling</a>
 */
public record ThrottleSettings(int rate, int burst) {}
