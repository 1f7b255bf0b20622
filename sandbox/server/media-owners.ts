/** Whose media are no webhook's and not the app's own: they are as little interchangeable as those. */

/** Uploaded by the smart bot over its connection. */
export const uploadedByBot = '智能机器人'
/** What people have handed to the smart bot or shown in a group: no bot can send it on by its id. */
export const handedByPeople = '成员'
