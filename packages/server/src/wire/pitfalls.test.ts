import { pitfallsSuite } from "../testing/pitfalls-suite.ts";
import { createTestServer } from "../testing/test-server.ts";

pitfallsSuite(createTestServer);
