import { runHistorySuite } from "../testing/run-history-suite.ts";
import { createTestServer } from "../testing/test-server.ts";

runHistorySuite(createTestServer);
