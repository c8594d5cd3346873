import { editArtifactSuite } from "../testing/edit-artifact-suite.ts";
import { createTestServer } from "../testing/test-server.ts";

editArtifactSuite(createTestServer);
