import { downloadRoutesSuite } from "../testing/download-routes-suite.ts";
import { createTestServer } from "../testing/test-server.ts";

downloadRoutesSuite(createTestServer);
