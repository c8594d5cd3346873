import { artifactRoutesSuite } from "../testing/artifact-routes-suite.ts";
import { createTestServer } from "../testing/test-server.ts";

artifactRoutesSuite(createTestServer);
