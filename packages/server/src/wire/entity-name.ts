/** What the team is called that was there first. An open server has no other, and whatever entity a client names is this one. */
export const ENTITY = "stepwell";
