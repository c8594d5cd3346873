import { serverFeaturesSuite } from "../testing/server-features-suite.ts";
import { createTestServer } from "../testing/test-server.ts";

serverFeaturesSuite(createTestServer);
