import { projectRunsSuite } from "../testing/project-runs-suite.ts";
import { createTestServer } from "../testing/test-server.ts";

projectRunsSuite(createTestServer);
