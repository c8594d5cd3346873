import { searchConsoleSuite } from "../testing/search-console-suite.ts";
import { createTestServer } from "../testing/test-server.ts";

searchConsoleSuite(createTestServer);
