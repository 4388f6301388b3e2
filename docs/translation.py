"""What each clause of the notice says, in English: an unofficial translation in our own words (通知的非官方英文译文).

The texts of a clause are numbered as its sentences in the ledger. A clause that consists of a heading has no numbers.
"Shall" stands for 应, "is to" for 要. What can be read in two ways in Chinese stays open in English. The tests hold
that no sentence, number or word of force is missing.
"""

from __future__ import annotations

TRANSLATION: dict[str, str] = {
    "前言": """
1. To the district civil-affairs bureaus:
2. This notice is about building the first social-work service stations in streets and townships. It serves to
   carry out in depth the spirit of two documents of the General Office of the Party's Central Committee and the
   General Office of the State Council: the Opinions on speeding up the revitalisation of rural talent, and the
   Opinions on reforming and improving the social-assistance system. It serves to carry out the notice of the
   General Office of the Ministry of Civil Affairs on speeding up the building of social-work stations in
   townships and streets (Min Ban Han, 民办函, No. 20 of 2021). It also serves to carry out what the city's Party
   committee requires for the strategy of high-quality development led by talent. It serves to give full play to
   the positive role of social organisations in the governance of society. It serves to open up and regulate the
   ways in which social workers and volunteers take part in that governance. It serves to strengthen further the
   local capacity for civil-affairs work. The notice is as follows:
""",
    "一": """
1. The Ministry of Civil Affairs requires that the building of stations in streets and townships start before the
   middle of 2021, and that the task be completed before the end of 2023. Accordingly, this year social-work
   service stations ("stations" below) are set up in 50 streets and townships of the city in which social work is
   relatively well established. By government purchase of services and in other ways, locally rooted social
   organisations and professional social workers are fostered. Social-work services are provided in the field of
   civil affairs. The local capacity for civil-affairs work is strengthened. The safety net for people's basic
   livelihood and the local governance of society are improved.
""",
    "二": "Basic principles.",
    "二(一)": """
1. Give play to the leading role of the local Party organisations in town and country. Make the stations of
   streets and townships part of the overall plan for renewing the local governance of society and for improving
   the system of community services in town and country. Ensure that social work keeps to the correct political
   direction and always serves the overall interest.
""",
    "二(二)": """
1. Practise in earnest the working idea that civil affairs are for the people and care for the people. Keep
   closely to the characteristics of civil-affairs work. Carry out the policies that secure people's basic
   livelihood. Meet the people's need for a good life.
""",
    "二(三)": """
1. Attach importance to training and using professional social workers. Foster and support social-work
   organisations that are able to provide professional services. Use the service methods of professional social
   work to raise the level of local services.
""",
    "二(四)": """
1. Set up a mechanism for providing services in which the government buys, the work runs as projects, and the
   operation is entrusted. By government purchase of services, entrust stations to social-work organisations that
   are able to provide professional services. Encourage and guide charities and volunteer organisations to support
   the stations of streets and townships in carrying out social-work service projects.
""",
    "三": """
1. Speed up the building of stations in streets and townships by the standard that a station has premises,
   equipment, workers, service projects, a working process and working rules.
""",
    "三(一)": """
1. The street or township shall pool the supporting public facilities in its area. It shall use Party and
   community service centres, public facilities of every kind and the like to provide the station with a separate
   office. It shall also equip the station with the necessary facilities and equipment, including desks and
   chairs, computers, printers, filing cabinets and other items.
2. Where conditions allow, it may set up a casework room, a group-activity room and other activity rooms,
   according to the need for services.
""",
    "三(二)": """
1. The contractor shall provide station workers under the purchase contract, on time and in full. Station workers
   shall be full-time staff who have signed a labour contract with the contractor.
2. In general there are 2 to 3 station workers. No fewer than 1 of them has the professional qualification in
   social work.
3. All station workers shall have the professional qualification in social work within two years of taking on the
   station project.
4. "Professional qualification in social work" means having a degree of junior college or higher in social work or
   a related major, or holding a certificate of professional level as a national social worker or a Tianjin
   social-work practitioner, and receiving registration service and continuing education in Tianjin under the
   relevant rules.
""",
    "三(三)": """
1. Under the purchase contract, the contractor shall settle the specific service content, the service catalogue
   and the job duties of the station. It shall display and explain them in a prominent place of the office.
""",
    "三(四)": """
1. Every station of a street or township shall set up a standardised working process and management standards. It
   shall make management rules, including those on personnel, projects, supervision, volunteers, the use of
   service premises, and documents and archives.
""",
    "三(五)": """
1. Every station of a street or township shall put up the uniform sign in a prominent place of the office. The
   format is: China Social Work emblem + China Civil Affairs emblem + ××社会工作服务站 (×× Social Work Service Station).
""",
    "四": "Manner of purchase.",
    "四(一)": """
1. The purchasers are the district civil-affairs bureaus and the street offices (township governments).
2. Streets and townships are encouraged to buy social-work services and to set up stations on their own
   initiative. They may apply the relevant standards of this plan for reference.
3. A contractor shall meet the following conditions:
4. (1) It is a social-work organisation registered under the law. Its business scope or its articles shall state
   the aims, the scope and the methods of social work.
5. (2) Its finances are sound and its tax affairs are in order. It has a fixed office and a professional team.
6. (3) It has no record of breaking laws or rules. It has a good reputation in society.
""",
    "四(二)": """
1. Focus on securing the basic livelihood of people in special need, on their integration into the community and
   on their participation in society, in social assistance, elderly care, care and protection of children,
   community governance and other fields.
2. The professional methods of social work are to be used to provide services such as mediation of disputes,
   humane care, psychological counselling, correction of behaviour, adjustment of relationships, coordination of
   resources, restoration of social functioning, and building of social support.
3. Make great efforts to foster community social organisations and volunteer teams. Provide services such as
   training of personnel, project evaluation and supervision, training of community leaders, and standards for hub
   community social organisations.
4. Organise and run volunteer projects. See to volunteer registration, records of volunteering hours, and
   incentives and protection for volunteers.
""",
    "四(三)": """
1. A lasting mechanism of funding is to be set up. The money for government purchase of services and the related
   operating funds are to be pooled in social assistance, elderly care, child welfare, community building, social
   affairs and other fields.
2. In 2021, the community public-welfare subsidy is to be used with priority for buying station projects of
   streets and townships. Its use shall meet the requirements of two documents. One is the notice of the Tianjin
   Civil Affairs Bureau and the Tianjin Finance Bureau that issues the Tianjin measures for the use and management
   of the community public-welfare subsidy (Jin Min Fa, 津民发, No. 11 of 2019). The other is the Tianjin guide
   (trial) to buying services of social organisations with the community public-welfare subsidy (Jin Min Gui, 津民规,
   No. 9 of 2020).
3. Where social-assistance service projects of stations in streets and townships are bought, the money that they
   need may be arranged from the social-assistance special fund. The use of that money follows the implementing
   opinions of the city's civil-affairs bureau, office of public-sector staffing, finance bureau, and
   human-resources and social-security bureau on actively promoting government purchase of services and
   strengthening the local capacity to handle social assistance (Jin Min Gui, 津民规, No. 1 of 2018).
""",
    "四(四)": """
1. Each station project strives to reach 250,000 yuan of funding a year.
2. The funding mainly covers pay and benefits, professional supervision and training, service activities, project
   management, project evaluation and other items.
""",
    "四(五)": """
1. To keep social-work services continuous, in principle the term of a project is a cycle of three years, and
   within the cycle the purchase contract is signed for one year at a time.
2. If the result of the yearly evaluation is good or qualified, the contract is renewed. If it is unqualified, the
   contract is not renewed, and the contractor is chosen anew by the government-purchase procedure.
""",
    "五": "Division of duties.",
    "五(一)": """
1. The city civil-affairs bureau is responsible for studying and making the overall implementation plan of the
   project, the accompanying management measures and the service standards.
2. It trains the people involved in the projects in their work, by level and category.
3. It encourages and guides community workers, staff of social organisations and of community social
   organisations, staff of public institutions for civil affairs, and students of related majors in colleges and
   universities to sit the examinations of professional level for national social workers and Tianjin social-work
   practitioners. It sees to the service of registering certificates and to continuing education. It enlarges the
   whole city's pool of professional social workers.
4. It sets up a platform of supervision resources.
5. It leads the setting up of a comprehensive review mechanism. It supervises and inspects how the districts carry
   out the projects.
""",
    "五(二)": """
1. Each district civil-affairs bureau is responsible for leading and coordinating the work. It studies and makes
   the district's yearly implementation plan for station projects and submits it to the city civil-affairs bureau
   for review.
2. It surveys the needs for the projects in the light of local conditions. It settles the service content and the
   job duties of the stations by the principle that each street has a plan of its own.
3. It arranges the money of the station projects as a whole. Together with the street or township, it supervises
   and manages the running of the projects and the station workers.
4. It sets up a district guidance centre. It provides services such as training, supervision and performance
   appraisal.
5. District civil-affairs bureaus may, by purchase of services, entrust third parties with helping to complete the
   related work.
""",
    "五(三)": """
1. The street or township shall make the station part of the overall plan for renewing the local governance of
   society and for improving the system of community services in town and country. It shall develop the station in
   coordination with the building of the federation (service centre) of community social organisations in the
   street or township, the community workers' agency, the volunteer service station and the incubator for social
   organisations.
2. It guides village and residents' committees and community workstations to support the station in surveying
   needs, making service plans and providing professional services.
""",
    "五(四)": """
1. The contractor is to post social workers who have passed training, on time and in full, under the purchase
   contract. It is to organise the survey of needs, the making of service plans and the provision of professional
   services. It is to file records, publish news, issue progress bulletins, sum up experience and do similar work.
   It is to submit monthly briefs, mid-term reports and final reports to the district civil-affairs bureau and the
   street or township on time.
""",
    "六": "Steps of implementation.",
    "六(一)": """
1. Before 15 June 2021, each district civil-affairs bureau is to publicise the work and investigate it, to make
   the district's work plan, and to submit the plan to the city civil-affairs bureau. The plan is to state the aims
   and tasks, the measures and methods, and the dates.
2. The number of stations that each district builds shall be no fewer than its task for 2021 (see the annex).
""",
    "六(二)": """
1. Before the end of July 2021, each district civil-affairs bureau, together with the street or township and under
   the relevant rules, secures the service premises and their facilities and equipment, chooses the contractor and
   signs the service agreement.
2. Within 15 days of the signing of the contract, the contractor posts social workers and starts the service.
""",
    "六(三)": """
1. The district civil-affairs bureau and the street or township together supervise the station project throughout.
   They make the mid-term and the final evaluation. They report the results of the evaluation to the city
   civil-affairs bureau.
2. The city civil-affairs bureau will, when appropriate, supervise and inspect how the station projects of the
   whole city are carried out.
""",
    "七": "Safeguards.",
    "七(一)": """
1. The district civil-affairs bureaus are to raise their awareness and to attach great importance to the work.
   They are to take the building of stations as an important way to add to the local capacity for civil-affairs
   services, and to improve the safety net for people's basic livelihood and the local governance of society. They
   are to improve a working mechanism in which the chief leader leads, the leader in charge manages the work, the
   section for social work builds the stations, and the sections concerned use them. They are to put more effort
   into carrying out the work.
""",
    "七(二)": """
1. Encourage and guide foundations and other charities to donate money for building the stations of streets and
   townships. The donations are earmarked for the necessary facilities and equipment, including desks and chairs,
   computers, printers, filing cabinets and other items, and for setting up casework rooms, group-activity rooms
   and other activity rooms.
""",
    "七(三)": """
1. Media of every kind are to be used to the full. They are to publicise what social-work services and
   professional social workers mean and do for the safety net for people's basic livelihood and the local
   governance of society. They are to publicise and spread the professional knowledge, ideas and methods of social
   work. The aim is a good external environment and good public opinion for advancing the station projects of
   streets and townships.
""",
    "附件": "1. 26 May 2021.",
}
